-- The hub has verified the subscription: it announces from now on.
UPDATE wireroom.hub_subscriptions
SET
    verified_at = CASE WHEN state = 'verified' THEN verified_at ELSE %(now)s END,
    state = 'verified', detail = '', tries = 0, verified_until = %(until)s, next_try_at = %(next_try_at)s
WHERE feed_id = %(feed_id)s;
