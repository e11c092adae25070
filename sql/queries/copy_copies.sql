-- Order of columns: plugins/wireroom/store/staged_rows.py, copy_rows_of.
COPY staged_copies FROM STDIN;
