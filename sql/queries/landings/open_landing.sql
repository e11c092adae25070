-- A landing file is about to be written. The same file again: a task was run a second time within one second.
INSERT INTO wireroom.landings (uri, run_id, feeds, opened_at)
VALUES (%(uri)s, %(run_id)s, %(feeds)s, %(now)s)
ON CONFLICT (uri) DO UPDATE SET status = 'open', feeds = excluded.feeds, opened_at = excluded.opened_at;
