-- Which of these identity keys are taken down. There are few tombstones, or none.
SELECT k.key
FROM unnest(%(keys)s::bytea[]) AS k (key)
WHERE EXISTS (SELECT FROM wireroom.tombstones)
    AND EXISTS (SELECT FROM wireroom.tombstones AS t WHERE t.key = wireroom.tombstone_key(k.key));
