-- Articles of a feed that it was not seen with since, the last ones first, and how many there are.
SELECT coalesce(a.title, 'article ' || a.id) AS title, count(*) OVER () AS count
FROM news.sightings AS s
JOIN news.articles AS a ON a.id = s.article_id
WHERE s.feed_id = %(feed_id)s AND s.last_seen_at < %(before)s
ORDER BY s.last_seen_at DESC, a.id DESC
LIMIT %(limit)s;
