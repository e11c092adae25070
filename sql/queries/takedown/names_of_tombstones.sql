-- Names whose identity key is that of one of these tombstones.
SELECT DISTINCT n.name
FROM unnest(%(names)s::text[], %(keys)s::bytea[]) AS n (name, key)
WHERE wireroom.tombstone_key(n.key) = ANY(%(hashes)s::bytea[]);
