-- The articles that one feed carried last.
WITH seen AS (
    SELECT article_id, first_seen_at
    FROM news.sightings
    WHERE feed_id = %(feed_id)s
    ORDER BY first_seen_at DESC, article_id DESC
    LIMIT %(limit)s
)
SELECT a.id, a.title, a.url, a.published_at, a.published_precision, a.language, a.publisher, a.version, seen.first_seen_at
FROM seen
JOIN news.articles AS a ON a.id = seen.article_id
ORDER BY seen.first_seen_at DESC, a.published_at DESC NULLS LAST, a.id DESC;
