-- Since when what answers to one of these identity keys is kept away; NULL: it is not.
SELECT min(t.taken_down_at) AS since
FROM wireroom.tombstones AS t
WHERE t.key IN (SELECT wireroom.tombstone_key(k) FROM unnest(%(keys)s::bytea[]) AS k);
