-- The same refused entry again is the same row.
INSERT INTO wireroom.rejected AS kept (
    key, feed_id, run_id, reason, detail, raw, first_seen_at, last_seen_at, times
)
SELECT DISTINCT ON (key)
    key, feed_id, %(run_id)s::bigint, reason, detail, raw,
    min(seen_at) OVER same, max(seen_at) OVER same, count(*) OVER same
FROM staged_rejections
WINDOW same AS (PARTITION BY key)
ON CONFLICT (key) DO UPDATE SET
    run_id = excluded.run_id,
    reason = excluded.reason,
    detail = excluded.detail,
    first_seen_at = least(kept.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(kept.last_seen_at, excluded.last_seen_at),
    times = kept.times + excluded.times;
