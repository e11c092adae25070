-- Feeds that are not well, grouped by cause: how many, since when, and the first few of each. A network outage is one cause.
WITH unwell AS (
    SELECT
        condition, needs_somebody, id, title, health, failures, paused, next_poll_at,
        CASE condition
            WHEN 'cut_off' THEN 'next to nothing can be reached from here: most likely this machine''s network'
            ELSE cause
        END AS cause,
        coalesce(last_well_at, added_at) AS well_until
    FROM news.feeds
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
SELECT condition, cause, needs_somebody, feeds, since, id, title, health, well_until, next_poll_at
FROM counted
WHERE place <= %(shown)s
ORDER BY needs_somebody DESC, condition = 'cut_off' DESC, feeds DESC, cause, place;
