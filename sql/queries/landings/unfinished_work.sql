-- Unfinished work: runs that were never closed, landing files not filed yet, and since when.
SELECT
    (SELECT count(*) FROM wireroom.runs WHERE status = 'running') AS running,
    count(*) AS landings,
    min(opened_at) AS since
FROM wireroom.landings
WHERE status IN ('open', 'landed');
