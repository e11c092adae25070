-- What the copies of a story of the last 30 days are called: one text, many headlines.
SELECT s.id AS story_id, a.publisher_domain, a.published_at, a.title, a.url
FROM news.stories AS s
JOIN news.articles AS a ON a.id = ANY (s.article_ids)
WHERE s.publishers >= 3 AND s.first_published_at >= now() - interval '30 days'
ORDER BY s.last_published_at DESC, s.id, a.published_at
LIMIT 100;
