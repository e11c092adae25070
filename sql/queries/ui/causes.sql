-- Feeds that are not well, grouped by cause: how many, since when, and the first few of each. A network outage is one cause.
-- A feed's condition is worked out once (MATERIALIZED); the cause, which is the same for all of a condition and outcome,
-- once for these.
WITH feeds AS MATERIALIZED (
    SELECT condition, outcome, id, title, failures, coalesce(last_well_at, added_at) AS well_until FROM news.feeds
),
causes AS MATERIALIZED (
    SELECT
        k.condition, k.outcome, of_one.needs_somebody,
        CASE k.condition
            WHEN 'cut_off' THEN 'hardly anything can be reached from here, most likely this machine''s network is down'
            ELSE of_one.cause
        END AS cause
    FROM (SELECT condition, outcome, min(id) AS id FROM feeds GROUP BY condition, outcome) AS k
    CROSS JOIN LATERAL (SELECT cause, needs_somebody FROM news.feeds WHERE id = k.id OFFSET 0) AS of_one
    WHERE of_one.cause IS NOT NULL
),
counted AS (
    SELECT
        f.*, c.cause, c.needs_somebody,
        count(*) OVER alike AS feeds,
        min(f.well_until) OVER alike AS since,
        row_number() OVER (alike ORDER BY f.failures DESC, lower(f.title), f.id) AS place
    FROM feeds AS f
    JOIN causes AS c ON c.condition = f.condition AND c.outcome IS NOT DISTINCT FROM f.outcome
    WINDOW alike AS (PARTITION BY f.condition, c.cause)
)
SELECT c.condition, c.cause, c.needs_somebody, c.feeds, c.since, c.id, f.name, f.health, c.well_until, f.next_poll_at
FROM counted AS c
CROSS JOIN LATERAL (SELECT name, health, next_poll_at FROM news.feeds WHERE id = c.id OFFSET 0) AS f -- looked up, for these few
WHERE c.place <= %(shown)s
ORDER BY c.needs_somebody DESC, c.condition = 'cut_off' DESC, c.feeds DESC, c.cause, c.place;
