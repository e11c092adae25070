-- End a run's claims to these feeds.
DELETE FROM wireroom.feed_claims WHERE run_id = %(run_id)s AND feed_id = any(%(ids)s);
