-- What was refused, from where and why? With the beginning of the entry as it was read.
SELECT reason, feed, times, last_seen_at, detail, left(convert_from(raw, 'UTF8'), 80) AS begins
FROM news.rejected
ORDER BY last_seen_at DESC
LIMIT 50;
