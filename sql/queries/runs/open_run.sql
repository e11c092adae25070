-- Open a run, or open it again: a retried task continues the run that it belongs to. Past days that are loaded again after
-- their run had ended begin anew, and stand among the runs where they were begun last; a poll's run stays where it was.
INSERT INTO wireroom.runs AS run (kind, key, started_at, alive_until, process, full_text)
VALUES (%(kind)s, %(key)s, %(now)s, %(alive_until)s, %(process)s, %(full_text)s)
ON CONFLICT (kind, key) DO UPDATE SET
    status = 'running', finished_at = NULL, detail = '', remarks = '{}', alive_until = excluded.alive_until,
    process = excluded.process, full_text = excluded.full_text,
    started_at = CASE
        WHEN run.finished_at IS NOT NULL AND run.kind NOT IN ('ingest', 'websub') THEN excluded.started_at
        ELSE run.started_at
    END
RETURNING id;
