-- Order of columns: plugins/wireroom/store/loader.py, rows.
COPY staged_counts FROM STDIN;
