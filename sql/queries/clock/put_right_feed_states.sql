-- Feeds polled by a clock that was ahead. What that poll taught of them is forgotten: the feed is due, and is asked for
-- in full. Its rhythm is of the publisher's dates and stays, unless that clock has made it fade.
UPDATE wireroom.feed_states
SET
    etag = NULL, last_modified = NULL, body_sha256 = NULL, interval = NULL, next_poll_at = %(now)s,
    last_polled_at = least(last_polled_at, %(now)s), last_well_at = least(last_well_at, %(now)s),
    last_new_at = least(last_new_at, %(now)s), redirected_since = least(redirected_since, %(now)s),
    missed_at = least(missed_at, %(now)s), first_filled_at = least(first_filled_at, %(now)s),
    empty_since = least(empty_since, %(now)s), window_seen_at = NULL, window_oldest = NULL, window_newest = NULL,
    window_entries = NULL, window_shortest = NULL,
    rhythm_counts = CASE WHEN rhythm_at <= %(limit)s THEN rhythm_counts END,
    rhythm_since = CASE WHEN rhythm_at <= %(limit)s THEN rhythm_since END,
    rhythm_until = CASE WHEN rhythm_at <= %(limit)s THEN least(rhythm_until, %(now)s) END,
    rhythm_at = CASE WHEN rhythm_at <= %(limit)s THEN rhythm_at END,
    next_poll_reason = 'a clock was ahead: what was learned then is forgotten'
WHERE last_polled_at > %(limit)s;
