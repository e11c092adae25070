-- What did the last runs do?
SELECT started_at, kind, key, status, duration, feeds, feeds_failed, inserted, revised, unchanged, rejected, detail
FROM news.runs
ORDER BY started_at DESC, id DESC
LIMIT 20;
