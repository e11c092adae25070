-- Articles whose present version stands in no change: filed by a loader that was older than the changes.
INSERT INTO wireroom.changes (filed_at, article_id, version, run_id, kind, reason, changed)
SELECT
    statement_timestamp(), a.id, a.version, a.run_id, CASE a.version WHEN 1 THEN 'inserted' ELSE 'revised' END,
    a.change_reason, a.changed
FROM wireroom.articles AS a
WHERE NOT EXISTS (SELECT FROM wireroom.changes AS c WHERE c.article_id = a.id AND c.version = a.version)
ORDER BY a.filed_at, a.id;
