-- A run gives back these feeds: others may poll them.
DELETE FROM wireroom.feed_claims WHERE run_id = %(run_id)s AND feed_id = any(%(ids)s);
