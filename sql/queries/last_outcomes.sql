-- How the last polls of all active feeds ended.
SELECT s.outcome, count(*) AS feeds
FROM wireroom.feed_states AS s
JOIN wireroom.feeds AS f ON f.id = s.feed_id
WHERE f.retired_at IS NULL AND NOT f.paused AND s.outcome IS NOT NULL
GROUP BY s.outcome;
