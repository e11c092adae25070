-- Order of columns: plugins/wireroom/store/tally.py, rows.
COPY staged_counts FROM STDIN;
