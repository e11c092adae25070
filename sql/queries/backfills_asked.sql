-- Backfills, the newest first, with how far each has come.
SELECT
    v.id, v.key, v.origin, b.place, v.since, v.until, b.feeds_match, v.hosts, v.status, v.units, v.ended, v.failed,
    v.size, v.size_ended, v.size_read, v.entries, v.inserted, v.revised, v.unchanged, v.rejected, v.requests, v.cpu_seconds,
    v.estimate, v.created_at, v.latest_at, v.detail, b.run_id, r.process,
    coalesce(wireroom.is_alive(r.status, r.alive_until, %(now)s), false) AS is_alive
FROM news.backfills AS v
JOIN wireroom.backfills AS b ON b.id = v.id
LEFT JOIN wireroom.runs AS r ON r.id = b.run_id
WHERE %(id)s::bigint IS NULL OR v.id = %(id)s
ORDER BY v.id DESC
LIMIT %(limit)s;
