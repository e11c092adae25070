-- What a callback's address stands for.
SELECT h.feed_id, h.hub, h.topic, h.secret, h.state, h.tries
FROM wireroom.hub_subscriptions AS h
WHERE h.token = %(token)s;
