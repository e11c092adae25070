-- Ask these feeds without validators next time, whatever their servers have answered.
UPDATE wireroom.feed_states
SET polls_since_full = %(full_every)s
WHERE feed_id = ANY(%(ids)s);
