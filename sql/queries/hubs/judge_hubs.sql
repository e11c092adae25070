-- Hubs that never asked back within an hour, and those that keep things from us: three entries or more that a poll found
-- hours after they were published, since the subscription began.
UPDATE wireroom.hub_subscriptions AS h
SET
    state = CASE WHEN h.state = 'asked' THEN 'unverified' ELSE 'distrusted' END,
    detail = CASE
        WHEN h.state = 'asked' THEN 'the hub took the request and never asked back'
        ELSE 'polls found entries hours old that the hub had not told'
    END,
    next_try_at = %(now)s + CASE WHEN h.state = 'asked' THEN least(h.tries, 7) ELSE 7 END * interval '1 day'
WHERE (h.state = 'asked' AND h.asked_at < %(now)s - interval '1 hour')
    OR (
        h.state = 'verified'
        AND 3 <= (
            SELECT count(*)
            FROM wireroom.sightings AS seen
            JOIN wireroom.articles AS a ON a.id = seen.article_id
            WHERE seen.feed_id = h.feed_id
                AND seen.first_seen_at > greatest(h.verified_at, %(now)s - interval '7 days')
                AND a.published_at > h.verified_at
                AND a.published_precision = 'second'
                AND seen.first_seen_at - a.published_at > interval '3 hours'
        )
    )
RETURNING h.feed_id, h.hub, h.state;
