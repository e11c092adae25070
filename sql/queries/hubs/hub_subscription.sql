-- The subscription of a callback's address; no row once its feed is retired.
SELECT h.feed_id, h.hub, h.topic, h.secret, h.state, h.tries, f.paused
FROM wireroom.hub_subscriptions AS h
JOIN wireroom.feeds AS f ON f.id = h.feed_id AND f.retired_at IS NULL
WHERE h.token = %(token)s;
