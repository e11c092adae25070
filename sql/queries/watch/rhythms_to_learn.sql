-- Active feeds whose rhythm was never learned, or longest ago and more than a day.
SELECT f.id
FROM wireroom.feeds AS f
LEFT JOIN wireroom.feed_rhythms AS r ON r.feed_id = f.id
WHERE f.retired_at IS NULL AND NOT f.paused AND (r.learned_at IS NULL OR r.learned_at < %(now)s - interval '1 day')
ORDER BY r.learned_at NULLS FIRST, f.id
LIMIT %(most)s;
