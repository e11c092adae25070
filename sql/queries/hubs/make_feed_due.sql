-- There is something new in the feed, somebody says: it is due at once, unless its server asked us to wait.
UPDATE wireroom.feed_states
SET next_poll_at = %(now)s, next_poll_reason = %(reason)s
WHERE feed_id = %(feed_id)s AND failures = 0 AND next_poll_at > %(now)s;
