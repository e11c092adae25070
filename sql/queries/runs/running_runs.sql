-- Runs that were never closed, the oldest first, and whether each may still be at work.
SELECT id, kind, key, started_at, process, wireroom.is_alive(status, alive_until, %(now)s) AS is_alive
FROM wireroom.runs
WHERE status = 'running' AND id <> %(run_id)s
ORDER BY id;
