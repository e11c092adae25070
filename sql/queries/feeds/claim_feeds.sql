-- Claim these feeds, except those that another living run has claimed.
INSERT INTO wireroom.feed_claims AS kept (feed_id, run_id)
SELECT f.id, %(run_id)s
FROM wireroom.feeds AS f
WHERE f.id = any(%(ids)s)
ORDER BY f.id -- as claim_due_feeds
ON CONFLICT (feed_id) DO UPDATE SET run_id = excluded.run_id
WHERE kept.run_id = excluded.run_id
    OR EXISTS (
        SELECT FROM wireroom.runs AS r
        WHERE r.id = kept.run_id AND NOT wireroom.is_alive(r.status, r.alive_until, %(now)s)
    )
RETURNING feed_id;
