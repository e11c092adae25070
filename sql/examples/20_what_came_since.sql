-- The changes after a cursor (NULL: from the beginning), with what the articles say now; the last cursor is the next one.
SELECT c.cursor, c.kind, c.article_id, c.version, c.filed_at, c.changed, a.title
FROM news.changes(NULL, 1000) AS c
LEFT JOIN news.articles AS a ON a.id = c.article_id
ORDER BY c.cursor;
