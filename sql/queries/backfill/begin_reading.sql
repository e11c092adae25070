-- Reading of a backfill begins, or goes on: after five minutes without a word about any of its units there was a pause. Time
-- before that was worked until the last word. What is read when no time was spent yet, others have read.
UPDATE wireroom.backfills AS b
SET
    resumed_at = %(now)s,
    worked_seconds = b.worked_seconds + coalesce(extract(EPOCH FROM greatest(u.latest_at - b.resumed_at, interval '0')), 0),
    work_before = CASE WHEN b.resumed_at IS NULL AND b.worked_seconds = 0 THEN u.work ELSE b.work_before END,
    process = %(process)s
FROM (
    SELECT
        max(w.at) AS latest_at,
        coalesce(sum(CASE w.state WHEN 'planned' THEN least(w.position, w.size) ELSE w.size + 20000 END), 0)::bigint AS work
    FROM wireroom.backfill_units AS w
    WHERE w.backfill_id = %(backfill_id)s
) AS u
WHERE
    b.id = %(backfill_id)s
    AND (b.resumed_at IS NULL OR greatest(u.latest_at, b.resumed_at) < %(now)s::timestamptz - interval '5 minutes');
