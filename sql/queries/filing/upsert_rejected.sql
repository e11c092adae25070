-- The same refused entry again is the same row; why it was refused its last capture says, whenever that is filed.
INSERT INTO wireroom.rejected AS kept (
    key, feed_id, run_id, reason, detail, raw, first_seen_at, last_seen_at, times
)
SELECT DISTINCT ON (key)
    key, feed_id, %(run_id)s::bigint, reason, detail, raw,
    min(seen_at) OVER same, max(seen_at) OVER same, count(*) OVER same
FROM staged_rejections
WINDOW same AS (PARTITION BY key)
ORDER BY key, seen_at DESC
ON CONFLICT (key) DO UPDATE SET
    run_id = excluded.run_id,
    reason = CASE WHEN excluded.last_seen_at < kept.last_seen_at THEN kept.reason ELSE excluded.reason END,
    detail = CASE WHEN excluded.last_seen_at < kept.last_seen_at THEN kept.detail ELSE excluded.detail END,
    first_seen_at = least(kept.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(kept.last_seen_at, excluded.last_seen_at),
    times = kept.times + excluded.times;
