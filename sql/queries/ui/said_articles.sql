-- What became of entries: articles with their addresses, and of those that the feed carried last those with their identifiers.
WITH told AS (
    SELECT id FROM news.articles WHERE canonical_url = ANY (%(urls)s)
    UNION
    SELECT a.id
    FROM (
        SELECT article_id
        FROM news.sightings
        WHERE feed_id = %(feed_id)s
        ORDER BY last_seen_at DESC
        LIMIT 300
    ) AS s
    CROSS JOIN LATERAL (SELECT id, guid FROM news.articles WHERE id = s.article_id OFFSET 0) AS a
    WHERE a.guid = ANY (%(guids)s)
)
SELECT
    a.id, a.title, a.canonical_url, a.guid, a.published_at, a.published_precision, a.published_source, a.authors, a.tags,
    a.language, a.version, left(a.text, 600) AS text, a.word_count
FROM told
CROSS JOIN LATERAL (SELECT * FROM news.articles WHERE id = told.id OFFSET 0) AS a;
