-- Feeds whose past can be asked for; with `linked_only` those of which an archive document is listed, or the last poll was
-- told of one.
SELECT
    f.id, f.url, f.title, f.publisher, f.country, f.language, f.timezone, f.category, f.every, f.paused, f.private,
    f.archive, f.access, f.secrets, f.family, f.retired_at, s.etag, s.last_modified, s.body_sha256, s.fetch_url,
    s.redirected_to, s.redirected_since, s.polls_since_full, s.failures, s.last_polled_at, s.last_new_at, s.next_poll_at,
    s.interval, s.day_first, s.archive_url, s.window_seen_at, s.window_oldest, s.window_newest,
    s.window_entries, s.window_shortest, s.entries, s.reader, s.fuller_reader
FROM wireroom.feeds AS f
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
WHERE f.retired_at IS NULL
    AND (NOT %(linked_only)s OR coalesce(s.archive_url, f.archive) IS NOT NULL)
    AND (
        %(match)s = ''
        OR strpos(lower(concat_ws(' ', f.url, f.title, f.publisher, s.title)), lower(%(match)s)) > 0
    )
ORDER BY f.id;
