-- Order of columns: plugins/wireroom/store/articles/staged_rows.py, result_row.
COPY staged_results FROM STDIN;
