-- Keys that are new, and the article that each leads to.
COPY staged_keys (key, article_id) FROM STDIN;
