-- New and corrected articles of each of the last 48 hours, those of backfills apart.
WITH brought AS (
    SELECT
        date_trunc('hour', r.started_at) AS hour,
        r.kind,
        coalesce(so_far.inserted, r.inserted) AS inserted,
        coalesce(so_far.revised, r.revised) AS revised
    FROM news.runs AS r
    LEFT JOIN LATERAL (
        SELECT sum(p.inserted) AS inserted, sum(p.revised) AS revised
        FROM news.polls AS p
        WHERE r.status = 'running' AND p.run_id = r.id -- a run is added up at its end
    ) AS so_far ON true
    WHERE r.started_at > %(now)s::timestamptz - interval '48 hours'
)
SELECT
    hour,
    coalesce(sum(b.inserted) FILTER (WHERE b.kind IN ('ingest', 'websub')), 0)::bigint AS inserted,
    coalesce(sum(b.revised) FILTER (WHERE b.kind IN ('ingest', 'websub')), 0)::bigint AS revised,
    coalesce(sum(b.inserted + b.revised) FILTER (WHERE b.kind NOT IN ('ingest', 'websub')), 0)::bigint AS backfilled
FROM generate_series(
    date_trunc('hour', %(now)s::timestamptz) - interval '47 hours', date_trunc('hour', %(now)s::timestamptz), interval '1 hour'
) AS hour
LEFT JOIN brought AS b USING (hour)
GROUP BY hour
ORDER BY hour;
