-- Days of the last so many weeks of a feed, or of a publisher's feeds together: polls, what they brought, and what the same weekday of eight weeks lets expect.
WITH told AS (
    SELECT
        CASE WHEN r.kind = 'backfill' THEN substring(r.key FROM '^(?:cli-)?(\d{4}-\d{2}-\d{2})[ -]')::date ELSE (p.polled_at AT TIME ZONE 'UTC')::date END AS day,
        r.kind, p.failures, p.inserted
    FROM news.polls AS p
    JOIN news.runs AS r ON r.id = p.run_id
    WHERE p.feed_id = ANY(%(feed_ids)s)
),
by_day AS (
    SELECT
        day,
        count(*) FILTER (WHERE kind = 'ingest') AS polls,
        count(*) FILTER (WHERE kind = 'ingest' AND failures = 0) AS well,
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
        WHEN days.day < (SELECT min(day) FROM by_day) THEN 'before'
        WHEN b.backfilled > 0 THEN 'closed'
        WHEN coalesce(b.well, 0) = 0 AND coalesce(u.expected, 1) > 0 THEN 'gap'
        WHEN u.expected >= 5 AND coalesce(b.inserted, 0) < u.expected * 0.3 THEN 'gap'
        WHEN coalesce(b.inserted, 0) = 0 THEN 'empty'
        ELSE 'held'
    END AS state
FROM days
LEFT JOIN by_day AS b ON b.day = days.day
LEFT JOIN LATERAL (
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY e.inserted) AS expected
    FROM by_day AS e
    WHERE e.well > 0 AND e.day IN (SELECT days.day - 7 * w FROM generate_series(1, 8) AS w)
) AS u ON true
ORDER BY days.day;
