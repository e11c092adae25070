-- The sanitised body of one article.
SELECT html, text FROM news.articles WHERE id = %(article_id)s;
