-- Tombstones that are none of these, those of one takedown together.
SELECT t.taken_down_at, array_agg(t.key) AS keys
FROM wireroom.tombstones AS t
WHERE NOT EXISTS (SELECT FROM unnest(%(hashes)s::bytea[]) AS h (hash) WHERE h.hash = t.key)
GROUP BY t.taken_down_at
ORDER BY t.taken_down_at;
