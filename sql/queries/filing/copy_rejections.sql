-- Order of columns: plugins/wireroom/store/articles/staged_rows.py, rejection_row.
COPY staged_rejections FROM STDIN;
