-- Note that a landing file is filed; claims to its feeds end.
WITH before AS (
    SELECT uri, run_id, swept_by, feed_ids FROM wireroom.landings WHERE uri = %(uri)s
),
told AS ( -- by a hub: a poll would have said so itself
    UPDATE wireroom.feed_states AS s
    SET last_new_at = greatest(s.last_new_at, %(now)s)
    FROM before
    JOIN wireroom.runs AS r ON r.id = before.run_id AND r.kind = 'websub'
    JOIN wireroom.run_feeds AS f ON f.run_id = before.run_id AND f.feed_id = any(before.feed_ids)
    WHERE s.feed_id = f.feed_id AND f.inserted > 0
),
released AS (
    DELETE FROM wireroom.feed_claims AS c
    USING before
    WHERE c.feed_id = any(before.feed_ids) AND c.run_id IN (before.run_id, before.swept_by)
)

UPDATE wireroom.landings SET status = 'filed', filed_at = %(now)s, feed_ids = '{}' WHERE uri = %(uri)s;
