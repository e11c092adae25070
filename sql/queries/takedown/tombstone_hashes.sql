-- The hashes of these identity keys among the tombstones.
SELECT DISTINCT wireroom.tombstone_key(k.key) AS hash FROM unnest(%(keys)s::bytea[]) AS k (key);
