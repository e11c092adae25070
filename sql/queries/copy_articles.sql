-- Order of columns: plugins/wireroom/store/article_columns.py.
COPY staged_articles ({staged}) FROM STDIN;
