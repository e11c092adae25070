-- Feeds whose hub is to be asked: never asked, another hub or address than was asked, or the time has come.
SELECT
    f.id AS feed_id, f.private, s.hub_url AS hub, s.topic_url AS topic,
    CASE WHEN h.hub = s.hub_url AND h.topic = s.topic_url THEN h.token END AS token,
    CASE WHEN h.hub = s.hub_url AND h.topic = s.topic_url THEN h.secret END AS secret
FROM wireroom.feeds AS f
JOIN wireroom.feed_states AS s ON s.feed_id = f.id
LEFT JOIN wireroom.hub_subscriptions AS h ON h.feed_id = f.id
WHERE f.retired_at IS NULL
    AND NOT f.paused
    AND s.hub_url IS NOT NULL
    AND s.failures = 0
    AND (h.feed_id IS NULL OR h.hub <> s.hub_url OR h.topic <> s.topic_url OR h.next_try_at <= %(now)s)
ORDER BY h.next_try_at NULLS FIRST, f.id
LIMIT %(limit)s;
