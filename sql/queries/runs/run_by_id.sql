-- One run's own row.
SELECT id, kind, key, status, started_at, finished_at, detail, remarks FROM wireroom.runs WHERE id = %(run_id)s;
