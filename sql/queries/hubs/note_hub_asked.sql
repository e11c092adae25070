-- Note a request before it is sent: the hub may verify before it answers. A subscription that is renewed goes on meanwhile.
INSERT INTO wireroom.hub_subscriptions AS kept (feed_id, hub, topic, token, secret, state, tries, asked_at, next_try_at)
VALUES (%(feed_id)s, %(hub)s, %(topic)s, %(token)s, %(secret)s, 'asked', 1, %(now)s, %(next_try_at)s)
ON CONFLICT (feed_id) DO UPDATE SET
    hub = excluded.hub,
    topic = excluded.topic,
    token = excluded.token,
    secret = excluded.secret,
    state = CASE
        WHEN kept.token = excluded.token AND kept.state = 'verified' AND kept.verified_until > %(now)s THEN 'verified'
        ELSE 'asked'
    END,
    verified_at = CASE WHEN kept.token = excluded.token THEN kept.verified_at END,
    verified_until = CASE WHEN kept.token = excluded.token THEN kept.verified_until END,
    tries = CASE WHEN kept.token = excluded.token THEN kept.tries + 1 ELSE 1 END,
    asked_at = excluded.asked_at,
    next_try_at = excluded.next_try_at
RETURNING tries;
