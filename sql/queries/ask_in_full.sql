-- Feeds that are next asked without validators, whatever their servers have answered so far.
UPDATE wireroom.feed_states
SET polls_since_full = %(full_every)s
WHERE feed_id = ANY(%(ids)s);
