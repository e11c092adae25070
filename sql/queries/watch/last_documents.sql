-- The last documents of feeds, the newest first: entries and how many of them were refused.
SELECT f.id AS feed_id, d.entries, d.rejected
FROM unnest(%(feed_ids)s::bigint []) AS f (id)
CROSS JOIN LATERAL (
    SELECT p.run_id, p.entries, p.rejected
    FROM wireroom.run_feeds AS p
    WHERE p.feed_id = f.id AND p.fetched_at >= %(since)s AND p.outcome IN ('ok', 'empty', 'malformed', 'capped')
    ORDER BY p.run_id DESC
    LIMIT %(most)s
) AS d
ORDER BY f.id, d.run_id DESC;
