-- The last documents of feeds, the newest first: entries and how many of them were refused. Where a feed is empty now, an
-- answer that nothing has changed is one more document without entries, but not before it is empty for three times as long
-- as ever: one that is empty every night has no more such documents than were learned. `filled` leaves all of these out.
SELECT f.id AS feed_id, d.entries, d.rejected
FROM unnest(%(feed_ids)s::bigint []) AS f (id)
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
CROSS JOIN LATERAL (
    SELECT p.run_id, p.entries, p.rejected
    FROM wireroom.run_feeds AS p
    WHERE p.feed_id = f.id AND p.fetched_at >= %(since)s
        AND (
            p.outcome IN ('ok', 'empty', 'malformed', 'capped')
            OR (p.outcome IN ('not_modified', 'unchanged') AND p.fetched_at >= s.empty_since + 3 * s.longest_empty)
        )
        AND (NOT %(filled)s OR s.empty_since IS NULL OR p.fetched_at < s.empty_since)
    ORDER BY p.run_id DESC
    LIMIT %(most)s
) AS d
ORDER BY f.id, d.run_id DESC;
