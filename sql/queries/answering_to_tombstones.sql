-- Articles that answer to one of these tombstones. Every key is hashed: some seconds a million articles.
SELECT DISTINCT ON (named.article_id) named.article_id, named.hash
FROM (SELECT k.article_id, wireroom.tombstone_key(k.key) AS hash FROM wireroom.article_keys AS k) AS named
WHERE named.hash = ANY(%(hashes)s::bytea[])
ORDER BY named.article_id, named.hash;
