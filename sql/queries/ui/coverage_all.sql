-- Days of the last so many weeks, all feeds together: runs, what they brought, what backfills of the day brought.
WITH told AS (
    SELECT
        CASE WHEN r.kind = 'backfill' THEN r.day ELSE (r.started_at AT TIME ZONE 'UTC')::date END AS day,
        r.kind, r.status, r.inserted
    FROM news.runs AS r
),
by_day AS (
    SELECT
        day,
        count(*) FILTER (WHERE kind = 'ingest') AS polls,
        count(*) FILTER (WHERE kind = 'ingest' AND status = 'succeeded') AS well,
        coalesce(sum(inserted) FILTER (WHERE kind IN ('ingest', 'websub')), 0)::bigint AS inserted,
        coalesce(sum(inserted) FILTER (WHERE kind = 'backfill'), 0)::bigint AS backfilled
    FROM told
    WHERE day IS NOT NULL
    GROUP BY day
),
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
        WHEN b.backfilled > 0 THEN 'closed'
        WHEN days.day < (SELECT min(day) FROM by_day WHERE polls > 0) THEN 'before'
        WHEN coalesce(b.polls, 0) = 0 OR (u.expected >= 5 AND b.inserted < u.expected * 0.3) THEN 'gap'
        WHEN coalesce(b.inserted, 0) = 0 THEN 'empty'
        ELSE 'held'
    END AS state
FROM days
LEFT JOIN by_day AS b ON b.day = days.day
LEFT JOIN LATERAL (
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY e.inserted) AS expected
    FROM by_day AS e
    WHERE e.polls > 0 AND e.day IN (SELECT days.day - 7 * w FROM generate_series(1, 8) AS w)
) AS u ON true
ORDER BY days.day;
