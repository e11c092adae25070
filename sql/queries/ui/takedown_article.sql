-- What is to be taken down, as far as it is there.
SELECT a.id, a.title, a.url, a.language, a.version, a.publisher, a.first_seen_at
FROM news.article(%(article_id)s) AS a;
