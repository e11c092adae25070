-- Feeds that are not well, grouped by cause: how many, since when, and the first few of each. A network outage is one cause.
-- Conditions are worked out once a feed (MATERIALIZED).
WITH feeds AS MATERIALIZED (
    SELECT condition, cause, needs_somebody, id, title, failures, last_well_at, added_at FROM news.feeds
),
unwell AS (
    SELECT
        condition, needs_somebody, id, title, failures,
        CASE condition
            WHEN 'cut_off' THEN 'hardly anything can be reached from here, most likely this machine''s network is down'
            ELSE cause
        END AS cause,
        coalesce(last_well_at, added_at) AS well_until
    FROM feeds
    WHERE cause IS NOT NULL
),
counted AS (
    SELECT
        unwell.*,
        count(*) OVER alike AS feeds,
        min(well_until) OVER alike AS since,
        row_number() OVER (alike ORDER BY failures DESC, lower(title), id) AS place
    FROM unwell
    WINDOW alike AS (PARTITION BY condition, cause)
)
SELECT c.condition, c.cause, c.needs_somebody, c.feeds, c.since, c.id, c.title, f.health, c.well_until, f.next_poll_at
FROM counted AS c
CROSS JOIN LATERAL (SELECT health, next_poll_at FROM news.feeds WHERE id = c.id OFFSET 0) AS f -- looked up, for these few
WHERE c.place <= %(shown)s
ORDER BY c.needs_somebody DESC, c.condition = 'cut_off' DESC, c.feeds DESC, c.cause, c.place;
