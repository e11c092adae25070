-- Tombstones that a database restored from an earlier backup lacks.
INSERT INTO wireroom.tombstones (key, taken_down_at, reason)
SELECT DISTINCT t.hash, %(now)s::timestamptz, %(reason)s
FROM unnest(%(hashes)s::bytea[]) AS t (hash)
ON CONFLICT (key) DO NOTHING;
