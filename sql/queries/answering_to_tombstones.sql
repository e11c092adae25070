-- Articles that answer to one of these tombstones. Every key is hashed: some seconds a million articles.
SELECT DISTINCT k.article_id
FROM wireroom.article_keys AS k
WHERE wireroom.tombstone_key(k.key) = ANY(%(hashes)s::bytea[])
ORDER BY k.article_id;
