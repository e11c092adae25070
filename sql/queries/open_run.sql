-- Open a run, or open it again: a retried task continues the run that it belongs to.
INSERT INTO wireroom.runs AS run (kind, key, started_at)
VALUES (%(kind)s, %(key)s, %(now)s)
ON CONFLICT (kind, key) DO UPDATE SET status = 'running', finished_at = NULL, detail = ''
RETURNING id;
