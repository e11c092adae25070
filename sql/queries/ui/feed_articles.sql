-- The articles that one feed carried last: each is looked up, or all partitions would be read through.
WITH seen AS (
    SELECT article_id, first_seen_at
    FROM news.sightings
    WHERE feed_id = %(feed_id)s
    ORDER BY first_seen_at DESC, article_id DESC
    LIMIT %(limit)s
)
SELECT a.id, a.title, a.url, a.published_at, a.published_precision, a.language, a.publisher, a.version, seen.first_seen_at
FROM seen
CROSS JOIN LATERAL (SELECT * FROM news.articles WHERE id = seen.article_id OFFSET 0) AS a
ORDER BY seen.first_seen_at DESC, a.published_at DESC NULLS LAST, a.id DESC;
