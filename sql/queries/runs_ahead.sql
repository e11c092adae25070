-- How many runs there were, how many of them began after `limit`, and when the last of those did.
SELECT
    count(*) AS runs,
    count(*) FILTER (WHERE started_at > %(limit)s) AS ahead,
    max(started_at) AS last
FROM wireroom.runs
WHERE kind = 'ingest';
