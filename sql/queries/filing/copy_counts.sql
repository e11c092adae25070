-- Order of columns: plugins/wireroom/store/articles/loader.py, rows.
COPY staged_counts FROM STDIN;
