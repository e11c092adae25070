-- Record a backfill that is requested; the same key is the same backfill.
INSERT INTO wireroom.backfills AS b (
    key, run_id, origin, place, since, until, feeds_match, hosts, full_text, estimate, created_at
)
VALUES (
    %(key)s, %(run_id)s, %(origin)s, %(place)s, %(since)s, %(until)s, %(feeds_match)s, %(hosts)s, %(full_text)s, %(estimate)s,
    %(now)s
)
ON CONFLICT (key) DO UPDATE SET run_id = coalesce(excluded.run_id, b.run_id)
RETURNING id;
