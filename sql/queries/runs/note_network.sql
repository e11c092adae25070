-- What a run's polls say of the network here. An outage begins when three or more politeness families, and four in five
-- of those asked, gave no answer; it ends with the first run in which more than one in five did. What needs no network
-- (the sample newsroom, private feeds, addresses that we do not ask) says nothing of it.
WITH asked AS (
    SELECT
        bool_and(r.outcome IN ('unreachable_host', 'connection_failed', 'timed_out')) AS is_away,
        min(r.fetched_at) AS first_at
    FROM wireroom.run_feeds AS r
    JOIN wireroom.feeds AS f ON f.id = r.feed_id
    WHERE r.run_id = %(run_id)s
        AND r.outcome NOT IN ('bad_url', 'blocked_address', 'secret_missing')
        AND NOT (r.failures = 0 AND r.outcome IN ('rate_limited', 'timed_out')) -- put off, not asked
        AND NOT f.private
        AND NOT wireroom.is_sample(f.url)
    GROUP BY f.family
),
seen AS (
    SELECT
        count(*) AS families,
        count(*) FILTER (WHERE is_away) AS away,
        min(first_at) FILTER (WHERE is_away) AS away_at,
        min(first_at) FILTER (WHERE NOT is_away) AS answered_at
    FROM asked
),
ended AS (
    UPDATE wireroom.network_outages AS o
    SET ended_at = greatest(seen.answered_at, o.began_at)
    FROM seen
    WHERE o.ended_at IS NULL AND seen.families - seen.away > seen.families * 0.2
)
INSERT INTO wireroom.network_outages (began_at, families)
SELECT away_at, away
FROM seen
WHERE away >= 3 AND away >= families * 0.8
ON CONFLICT DO NOTHING;
