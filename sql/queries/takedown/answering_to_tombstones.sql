-- Articles with a key of one of these tombstones. All keys are hashed: some seconds for a million articles.
SELECT DISTINCT k.article_id
FROM wireroom.article_keys AS k
WHERE wireroom.tombstone_key(k.key) = ANY(%(hashes)s::bytea[])
ORDER BY k.article_id;
