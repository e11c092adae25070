-- Days on which the installation worked, the latest first, up to today, including those not noted yet.
SELECT at_work.day, bool_or(at_work.has_run) AS has_run
FROM (
    SELECT d.day, d.has_run
    FROM wireroom.active_days AS d
    UNION ALL
    SELECT (r.started_at AT TIME ZONE 'UTC')::date, true
    FROM wireroom.runs AS r
    WHERE r.kind IN ('ingest', 'backfill')
    UNION ALL
    SELECT %(today)s::date, false
) AS at_work
WHERE at_work.day <= %(today)s::date
GROUP BY at_work.day
ORDER BY at_work.day DESC;
