-- A hub refused. One that does not renew still tells until the end of what it has confirmed.
UPDATE wireroom.hub_subscriptions
SET
    state = CASE WHEN %(state)s = 'failed' AND state = 'verified' AND verified_until > %(now)s THEN state ELSE %(state)s END,
    detail = %(detail)s, next_try_at = %(next_try_at)s
WHERE feed_id = %(feed_id)s;
