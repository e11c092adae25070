-- A feed as the code reads it, listed and learned: the one list of its columns, for every query that gives feeds
-- (plugins/wireroom/store/feeds/feed_reads.py). Secrets are masked; it is private to loaders all the same.
CREATE OR REPLACE VIEW wireroom.feed_rows AS
SELECT
    f.id, f.url, f.title, f.publisher, f.country, f.language, f.timezone, f.category, f.every, f.paused, f.private,
    f.archive, f.access, f.secrets, f.family, f.retired_at, s.etag, s.last_modified, s.body_sha256, s.fetch_url,
    s.redirected_to, s.redirected_since, s.polls_since_full, s.failures, s.last_polled_at, s.last_new_at, s.next_poll_at,
    s.interval, s.day_first, s.archive_url, s.window_seen_at, s.window_oldest, s.window_newest,
    s.window_entries, s.window_shortest, s.entries, s.reader, s.fuller_reader,
    -- for looking and ordering, not for reading
    s.title AS said_title, s.outcome, s.detail, s.last_well_at,
    -- added later: a view's columns keep their places
    s.rhythm_counts, s.rhythm_since, s.rhythm_until, s.rhythm_at, s.wish,
    f.full_text, s.redirected_polls, s.redirect_shares, s.move_note, s.refused_move, f.rules
FROM wireroom.feeds AS f
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id;
COMMENT ON VIEW wireroom.feed_rows IS 'One row a feed: what the list says of it and what its polls have taught.';
