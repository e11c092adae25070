-- Feeds that are sick, by cause; the others that need somebody have alerts of their own.
SELECT cause, array_agg(name ORDER BY failures DESC, lower(title)) AS titles
FROM news.feeds
WHERE condition = 'sick'
GROUP BY cause
ORDER BY count(*) DESC, cause;
