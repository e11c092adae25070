-- Order of columns: plugins/wireroom/store/staged_rows.py, rejection_row.
COPY staged_rejections FROM STDIN;
