-- How many runs are past their time; those whose polls are kept longer stay with them.
SELECT count(*) AS rows
FROM wireroom.runs AS r
WHERE r.started_at < %(before)s
    AND r.status <> 'running'
    AND NOT EXISTS (SELECT FROM wireroom.backfills AS b WHERE b.run_id = r.id)
    AND NOT EXISTS (
        SELECT FROM wireroom.run_feeds AS f
        WHERE f.run_id = r.id AND (%(polls_before)s::timestamptz IS NULL OR r.started_at >= %(polls_before)s)
    );
