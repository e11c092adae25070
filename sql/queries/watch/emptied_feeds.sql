-- Feeds that had entries for long and have none any more, each with its health in words.
SELECT id AS feed_id, name AS title, health
FROM news.feeds
WHERE condition = 'emptied'
ORDER BY lower(title), id;
