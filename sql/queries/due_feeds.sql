-- Feeds to poll now, the longest overdue first; one never polled is the longest overdue of all.
SELECT
    f.id, f.url, f.title, f.publisher, f.country, f.language, f.timezone, f.category, f.every, f.paused, f.private,
    f.archive, f.family, f.retired_at, s.etag, s.last_modified, s.body_sha256, s.fetch_url, s.redirected_to,
    s.redirected_since, s.polls_since_full, s.failures, s.last_polled_at, s.last_new_at, s.next_poll_at,
    s.interval, s.day_first, s.archive_url
FROM wireroom.feeds AS f
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
WHERE f.retired_at IS NULL
    AND NOT f.paused
    AND (
        %(all)s
        OR s.next_poll_at IS NULL
        OR s.next_poll_at <= %(now)s
        -- Ahead of time only where the publisher has not asked us to wait, nor anything gone wrong.
        OR (s.failures = 0 AND s.next_poll_at <= %(now)s + %(early)s)
    )
    AND (
        %(match)s = ''
        OR strpos(lower(concat_ws(' ', f.url, f.title, f.publisher, s.title)), lower(%(match)s)) > 0
    )
ORDER BY s.next_poll_at NULLS FIRST, f.id
LIMIT %(limit)s;
