-- Note a delivery; a knock says that there is something new, without its content.
UPDATE wireroom.hub_subscriptions
SET
    delivered_at = %(now)s, deliveries = deliveries + 1,
    knocked_at = CASE WHEN %(is_knock)s THEN %(now)s ELSE knocked_at END
WHERE feed_id = %(feed_id)s;
