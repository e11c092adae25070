-- What the rules that need no history look at.
WITH active AS (
    SELECT f.id, s.next_poll_at, s.last_well_at, s.last_polled_at, s.outcome, s.failures
    FROM wireroom.feeds AS f
    LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
    WHERE f.retired_at IS NULL AND NOT f.paused
)
SELECT
    count(*) AS active_feeds,
    min(next_poll_at) AS earliest_due,
    count(*) FILTER (WHERE next_poll_at < %(now)s - interval '1 hour') AS overdue,
    max(last_well_at) AS last_well,
    count(*) FILTER (
        WHERE last_well_at > (SELECT max(last_well_at) FROM active) - interval '1 day'
            AND last_polled_at > (SELECT max(last_well_at) FROM active) AND failures > 0
    ) AS lost,
    count(*) FILTER (
        WHERE last_well_at > (SELECT max(last_well_at) FROM active) - interval '1 day'
            AND last_polled_at > (SELECT max(last_well_at) FROM active) AND failures > 1
    ) AS lost_twice,
    (SELECT max(started_at) FROM wireroom.runs WHERE kind = 'ingest') AS last_run,
    (SELECT min(queued_at) FILTER (WHERE attempts = 0) FROM wireroom.search_queue) AS search_oldest,
    (SELECT count(*) FILTER (WHERE attempts > 0) FROM wireroom.search_queue) AS search_failed,
    (SELECT min(opened_at) FROM wireroom.landings WHERE status IN ('open', 'landed')) AS unfiled_since,
    coalesce((SELECT problem FROM wireroom.feed_list), '') AS list_problem
FROM active;
