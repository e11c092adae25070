-- What is to be taken down, as far as it is there.
SELECT a.id, a.title, a.url, a.language, a.version, a.publisher, a.first_seen_at
FROM news.articles AS a
WHERE a.id = %(article_id)s;
