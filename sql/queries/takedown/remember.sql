-- Tombstones of all identities of these articles, and of those asked for by name.
INSERT INTO wireroom.tombstones (key, taken_down_at, reason)
SELECT DISTINCT wireroom.tombstone_key(k.key), %(now)s::timestamptz, %(reason)s
FROM (
    SELECT key FROM wireroom.article_keys WHERE article_id = ANY(%(ids)s::bigint[])
    UNION
    SELECT unnest(%(keys)s::bytea[])
) AS k
ON CONFLICT (key) DO NOTHING;
