-- Order of columns: plugins/wireroom/store/articles/staged_rows.py, copy_rows_of.
COPY staged_copies FROM STDIN;
