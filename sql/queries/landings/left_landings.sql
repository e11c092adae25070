-- Landing files not filed, of runs that are over; the oldest first.
SELECT l.uri, l.run_id, l.status, l.opened_at, l.times_swept, l.feed_ids
FROM wireroom.landings AS l
JOIN wireroom.runs AS r ON r.id = l.run_id
WHERE l.status IN ('open', 'landed')
    AND l.run_id <> %(run_id)s
    AND NOT wireroom.is_alive(r.status, r.alive_until, %(now)s)
ORDER BY l.opened_at, l.uri;
