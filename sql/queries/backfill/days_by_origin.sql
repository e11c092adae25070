-- What the ledger holds of days, by origin: however they were started, by Airflow or by a command.
SELECT
    u.origin,
    count(DISTINCT u.unit)::integer AS days,
    count(DISTINCT u.source)::integer AS feeds,
    min(u.unit) AS first_day,
    max(u.unit) AS last_day,
    count(*) FILTER (WHERE u.state = 'done')::integer AS done,
    count(*) FILTER (WHERE u.state = 'uncovered')::integer AS uncovered,
    count(*) FILTER (WHERE u.state = 'failed')::integer AS failed,
    sum(u.inserted)::bigint AS inserted,
    sum(u.requests)::bigint AS requests,
    max(u.at) AS latest_at
FROM wireroom.backfill_units AS u
WHERE u.uri = '' AND u.backfill_id IS NULL AND u.state <> 'planned'
GROUP BY u.origin
ORDER BY u.origin;
