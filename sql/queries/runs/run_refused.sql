-- The entries that a run refused last, by feed.
SELECT coalesce(feed, 'no feed') AS feed, reason, detail, raw
FROM news.rejected
WHERE run_id = %(run_id)s
ORDER BY feed, id
LIMIT %(limit)s;
