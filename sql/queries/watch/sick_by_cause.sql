-- Feeds that need somebody, by cause.
SELECT cause, array_agg(title ORDER BY failures DESC, lower(title)) AS titles
FROM news.feeds
WHERE needs_somebody
GROUP BY cause
ORDER BY count(*) DESC, cause;
