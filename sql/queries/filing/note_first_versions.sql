-- Into the changes: articles that are new, and those whose versions are told anew from their first on.
INSERT INTO wireroom.changes (filed_at, article_id, version, run_id, kind, reason)
SELECT
    statement_timestamp(), id, 1, coalesce(run_id, %(run_id)s), CASE round WHEN 0 THEN 'inserted' ELSE 'rewritten' END,
    CASE round WHEN 0 THEN reason ELSE 'new' END
FROM staged_articles
WHERE round IN (0, -1)
ORDER BY row, id;
