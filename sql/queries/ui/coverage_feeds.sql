-- Days of the last so many weeks of a feed, or of a publisher's feeds together: polls, what they brought, and what the same weekday of
-- eight weeks lets expect of those that were listed and not paused that day.
WITH feeds AS MATERIALIZED (
    SELECT id, paused, (added_at AT TIME ZONE 'UTC')::date AS added FROM news.feeds WHERE id = ANY(%(feed_ids)s)
),
-- Apart, so that a run's day is read once and not for each of its feeds.
backfills AS MATERIALIZED (SELECT id, day FROM news.runs WHERE kind = 'backfill'),
told AS (
    SELECT
        p.feed_id,
        CASE WHEN r.kind = 'backfill' THEN b.day ELSE (p.polled_at AT TIME ZONE 'UTC')::date END AS day,
        r.kind, p.failures, p.inserted
    FROM news.polls AS p
    JOIN news.runs AS r ON r.id = p.run_id
    LEFT JOIN backfills AS b ON b.id = p.run_id
    WHERE p.feed_id = ANY(%(feed_ids)s)
),
by_feed AS MATERIALIZED (
    SELECT
        feed_id, day,
        count(*) FILTER (WHERE kind = 'ingest') AS polls,
        count(*) FILTER (WHERE kind = 'ingest' AND failures = 0) AS well,
        coalesce(sum(inserted) FILTER (WHERE kind IN ('ingest', 'websub')), 0)::bigint AS inserted,
        coalesce(sum(inserted) FILTER (WHERE kind = 'backfill'), 0)::bigint AS backfilled
    FROM told
    WHERE day IS NOT NULL
    GROUP BY feed_id, day
),
by_day AS (
    SELECT day, sum(polls)::bigint AS polls, sum(well)::bigint AS well, sum(inserted)::bigint AS inserted, sum(backfilled)::bigint AS backfilled
    FROM by_feed
    GROUP BY day
),
-- Nobody keeps when a feed was paused: its last poll says it. First and last day are half days, so they count.
away AS MATERIALIZED (
    SELECT feed_id, (retired_at AT TIME ZONE 'UTC')::date AS first, coalesce((restored_at AT TIME ZONE 'UTC')::date, 'infinity') AS last
    FROM news.retirements
    WHERE feed_id = ANY(%(feed_ids)s)
    UNION ALL
    SELECT f.id, coalesce(max(b.day), '-infinity'), 'infinity'
    FROM feeds AS f
    LEFT JOIN by_feed AS b ON b.feed_id = f.id AND b.polls > 0
    WHERE f.paused
    GROUP BY f.id
),
of_away AS MATERIALIZED (SELECT * FROM by_feed WHERE feed_id IN (SELECT feed_id FROM away)),
days AS (
    SELECT d::date AS day
    FROM generate_series(
        date_trunc('week', %(now)s::timestamptz) - (%(weeks)s - 1) * interval '1 week', %(now)s::timestamptz, interval '1 day'
    ) AS d
)
SELECT
    days.day, coalesce(b.polls, 0) AS polls, coalesce(b.well, 0) AS well, coalesce(b.inserted, 0) + coalesce(b.backfilled, 0) AS held,
    coalesce(b.backfilled, 0) AS backfilled, u.expected,
    CASE
        WHEN days.day < (SELECT min(day) FROM by_day) THEN 'before'
        WHEN b.backfilled > 0 THEN 'closed'
        WHEN b.day IS NULL AND NOT EXISTS (
            SELECT FROM feeds AS f
            WHERE f.added <= days.day
                AND f.id NOT IN (SELECT a.feed_id FROM away AS a WHERE days.day BETWEEN a.first AND a.last)
        ) THEN 'away'
        WHEN coalesce(b.well, 0) = 0 AND coalesce(u.expected, 1) > 0 THEN 'gap'
        WHEN u.expected >= 5 AND coalesce(b.inserted, 0) < u.expected * 0.3 THEN 'gap'
        WHEN coalesce(b.inserted, 0) = 0 THEN 'empty'
        ELSE 'held'
    END AS state
FROM days
LEFT JOIN by_day AS b ON b.day = days.day
LEFT JOIN LATERAL (
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY e.inserted) AS expected
    FROM (
        SELECT t.inserted - coalesce(sum(o.inserted), 0) AS inserted, t.well - coalesce(sum(o.well), 0) AS well
        FROM by_day AS t
        LEFT JOIN of_away AS o
            ON o.day = t.day AND o.feed_id IN (SELECT a.feed_id FROM away AS a WHERE days.day BETWEEN a.first AND a.last)
        WHERE t.day IN (SELECT days.day - 7 * w FROM generate_series(1, 8) AS w)
        GROUP BY t.day, t.inserted, t.well
    ) AS e
    WHERE e.well > 0
) AS u ON true
ORDER BY days.day;
