-- Order of columns: plugins/wireroom/store/articles/staged_rows.py, rows_of_copies.
COPY staged_copies FROM STDIN;
