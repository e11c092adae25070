-- Articles that a clock ahead has dated: later bytes would be taken for older ones, and corrections passed over.
WITH heads AS (
    UPDATE wireroom.article_heads SET content_seen_at = %(now)s WHERE content_seen_at > %(limit)s RETURNING id
),
versions AS (
    UPDATE wireroom.revisions AS r
    SET seen_at = least(r.seen_at, %(now)s), replaced_at = least(r.replaced_at, %(now)s)
    FROM heads
    WHERE r.article_id = heads.id AND r.replaced_at > %(limit)s
),
copies AS (
    UPDATE wireroom.copies
    SET captured_at = least(captured_at, %(now)s), last_captured_at = %(now)s
    WHERE last_captured_at > %(limit)s
),
sightings AS (
    UPDATE wireroom.sightings
    SET first_seen_at = least(first_seen_at, %(now)s), last_seen_at = %(now)s
    WHERE last_seen_at > %(limit)s
),
rejected AS (
    UPDATE wireroom.rejected
    SET first_seen_at = least(first_seen_at, %(now)s), last_seen_at = %(now)s
    WHERE last_seen_at > %(limit)s
)

UPDATE wireroom.articles AS a
SET
    first_seen_at = least(a.first_seen_at, %(now)s),
    updated_at = least(a.updated_at, %(now)s),
    corrected_at = CASE WHEN a.corrected_at IS NOT NULL THEN least(a.corrected_at, %(now)s) END
FROM heads
WHERE a.id = heads.id;
