-- How many polls are past their time.
SELECT count(*) AS rows
FROM wireroom.run_feeds AS f
JOIN wireroom.runs AS r ON r.id = f.run_id
WHERE r.started_at < %(before)s AND r.status <> 'running';
