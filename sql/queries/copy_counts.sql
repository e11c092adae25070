-- Order of columns: plugins/wireroom/store/loading.py, rows.
COPY staged_counts FROM STDIN;
