-- How the last polls of active feeds ended (polled after `since`; NULL: whenever), without those that were put off
-- for a sibling's sake.
SELECT s.outcome, count(*) AS feeds
FROM wireroom.feed_states AS s
JOIN wireroom.feeds AS f ON f.id = s.feed_id
WHERE f.retired_at IS NULL AND NOT f.paused AND s.outcome IS NOT NULL
    AND (%(since)s::timestamptz IS NULL OR s.last_polled_at > %(since)s)
    AND NOT (s.failures = 0 AND s.outcome IN ('rate_limited', 'timed_out'))
GROUP BY s.outcome;
