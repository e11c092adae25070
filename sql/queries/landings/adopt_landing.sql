-- Record a landing file that was found in the folder of a run, from before such files were recorded.
INSERT INTO wireroom.landings (uri, run_id, status, feeds, opened_at)
VALUES (%(uri)s, %(run_id)s, 'landed', 0, %(now)s)
ON CONFLICT (uri) DO NOTHING;
