-- Feeds in the order in which they are asked for.
SELECT
    f.id, f.url, f.title, f.publisher, f.country, f.language, f.timezone, f.category, f.every, f.paused, f.private,
    f.archive, f.access, f.secrets, f.family, f.retired_at, s.etag, s.last_modified, s.body_sha256, s.fetch_url,
    s.redirected_to, s.redirected_since, s.polls_since_full, s.failures, s.last_polled_at, s.last_new_at, s.next_poll_at,
    s.interval, s.day_first, s.archive_url, s.window_seen_at, s.window_oldest, s.window_newest,
    s.window_entries, s.window_shortest, s.entries, s.reader, s.fuller_reader
FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS asked (id, place)
JOIN wireroom.feeds AS f ON f.id = asked.id
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
ORDER BY asked.place;
