-- Keep the days of runs, before these are deleted, and the day of this maintenance.
INSERT INTO wireroom.active_days (day, has_run)
SELECT (r.started_at AT TIME ZONE 'UTC')::date AS day, true AS has_run
FROM wireroom.runs AS r
WHERE r.kind IN ('ingest', 'backfill')
UNION
SELECT %(today)s::date, false
WHERE NOT EXISTS (
    SELECT FROM wireroom.runs AS r
    WHERE r.kind IN ('ingest', 'backfill')
        AND r.started_at >= %(today)s::date::timestamp AT TIME ZONE 'UTC'
        AND r.started_at < (%(today)s::date + 1)::timestamp AT TIME ZONE 'UTC'
)
ON CONFLICT (day) DO UPDATE SET has_run = true
WHERE excluded.has_run AND NOT active_days.has_run;
