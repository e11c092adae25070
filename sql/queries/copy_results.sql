-- Order of columns: plugins/wireroom/store/staged_rows.py, result_row.
COPY staged_results FROM STDIN;
