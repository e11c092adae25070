-- Order of columns: plugins/wireroom/store/articles/article_columns.py.
COPY staged_articles ({staged}) FROM STDIN;
