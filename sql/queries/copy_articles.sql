-- Order of columns: plugins/wireroom/store/staged_rows.py, article_row.
COPY staged_articles FROM STDIN;
