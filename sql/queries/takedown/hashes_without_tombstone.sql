-- Which of these hashes are no tombstones.
SELECT DISTINCT h.hash
FROM unnest(%(hashes)s::bytea[]) AS h (hash)
WHERE NOT EXISTS (SELECT FROM wireroom.tombstones AS t WHERE t.key = h.hash);
