-- How many feeds there are, and how many of them could not be reached; for the end of `make up`.
SELECT
    count(*) FILTER (WHERE retired_at IS NULL AND NOT paused) AS feeds,
    count(*) FILTER (
        WHERE retired_at IS NULL AND NOT paused
        AND outcome IN ('unreachable_host', 'connection_failed', 'timed_out')
        AND url !~ '^https?://[^/]*\.localhost[:/]'
    ) AS unreached,
    count(*) FILTER (WHERE retired_at IS NULL AND NOT paused AND last_polled_at IS NULL) AS waiting,
    min(next_poll_at) FILTER (WHERE outcome IN ('unreachable_host', 'connection_failed', 'timed_out')) AS next_try
FROM news.feeds
