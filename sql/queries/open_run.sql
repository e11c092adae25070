-- Open a run, or open it again: a retried task continues the run that it belongs to.
INSERT INTO wireroom.runs AS run (kind, key, started_at, alive_until, process, full_text)
VALUES (%(kind)s, %(key)s, %(now)s, %(alive_until)s, %(process)s, %(full_text)s)
ON CONFLICT (kind, key) DO UPDATE SET
    status = 'running', finished_at = NULL, detail = '', remarks = '{}', alive_until = excluded.alive_until,
    process = excluded.process, full_text = excluded.full_text
RETURNING id;
