-- Pause or resume a feed.
UPDATE wireroom.feeds SET paused = %(paused)s, changed_at = %(now)s WHERE url = %(url)s AND retired_at IS NULL;
