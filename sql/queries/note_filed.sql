-- All of a landing file is filed, so its feeds are free.
WITH before AS (
    SELECT uri, run_id, swept_by, feed_ids FROM wireroom.landings WHERE uri = %(uri)s
),
released AS (
    DELETE FROM wireroom.feed_claims AS c
    USING before
    WHERE c.feed_id = any(before.feed_ids) AND c.run_id IN (before.run_id, before.swept_by)
)

UPDATE wireroom.landings SET status = 'filed', filed_at = %(now)s, feed_ids = '{}' WHERE uri = %(uri)s;
