-- Backfills, the newest first, with how far each has come.
SELECT
    v.id, v.key, v.origin, b.place, v.since, v.until, b.feeds_match, v.hosts, b.full_text, v.status, v.units, v.ended, v.failed,
    v.size, v.size_ended, v.size_read, v.entries, v.inserted, v.revised, v.unchanged, v.rejected, v.requests, v.cpu_seconds,
    v.estimate, v.created_at, v.latest_at, v.detail, b.run_id, coalesce(r.process, b.process) AS process,
    coalesce(wireroom.is_alive(r.status, r.alive_until, %(now)s), false)
    -- each day is a run of its own, and between two of them there is none for a moment
    OR b.process IS NOT NULL AND (
        v.latest_at > %(now)s::timestamptz - interval '1 minute'
        OR EXISTS (
            SELECT FROM wireroom.runs AS d
            WHERE d.status = 'running' AND d.process = b.process AND wireroom.is_alive(d.status, d.alive_until, %(now)s)
        )
    ) AS is_alive,
    b.resumed_at, b.worked_seconds, b.work_before,
    (
        SELECT count(*) FROM wireroom.backfill_units AS u
        WHERE u.backfill_id = b.id AND u.state IN ('planned', 'failed') -- as in units_left.sql: damage is all read
    ) AS left_to_do
FROM news.backfills AS v
JOIN wireroom.backfills AS b ON b.id = v.id
LEFT JOIN wireroom.runs AS r ON r.id = b.run_id
WHERE (%(id)s::bigint IS NULL OR v.id = %(id)s) AND (%(key)s::text IS NULL OR v.key = %(key)s)
ORDER BY v.id DESC
LIMIT %(limit)s;
