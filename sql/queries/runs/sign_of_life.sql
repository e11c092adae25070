-- Note that a run works; one that was given up meanwhile is running again.
UPDATE wireroom.runs
SET alive_until = %(alive_until)s, status = 'running', finished_at = NULL
WHERE id = %(run_id)s AND (status = 'running' OR %(again)s);
