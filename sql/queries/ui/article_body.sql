-- The sanitised body of one article.
SELECT html, text FROM news.article(%(article_id)s);
