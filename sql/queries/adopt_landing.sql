-- A landing file that was found where a run left its files, of before they were recorded.
INSERT INTO wireroom.landings (uri, run_id, status, feeds, opened_at)
VALUES (%(uri)s, %(run_id)s, 'landed', 0, %(now)s)
ON CONFLICT (uri) DO NOTHING;
