-- Claim a landing file that its run has left; no row if another living run was faster.
UPDATE wireroom.landings AS l
SET swept_by = %(run_id)s, times_swept = l.times_swept + CASE WHEN l.swept_by = %(run_id)s THEN 0 ELSE 1 END
WHERE l.uri = %(uri)s
    AND l.status = 'landed'
    AND NOT EXISTS (
        SELECT FROM wireroom.runs AS r
        WHERE r.id = l.swept_by AND r.id <> %(run_id)s AND wireroom.is_alive(r.status, r.alive_until, %(now)s)
    )
RETURNING l.feed_ids;
