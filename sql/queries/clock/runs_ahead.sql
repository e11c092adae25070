-- Runs that began after `limit`, how long they took by their own clock (a pause of more than a day is no evidence), and when
-- the run before the first of them began.
WITH ahead AS (
    SELECT id, started_at, started_at - lag(started_at) OVER (ORDER BY id) AS pause
    FROM wireroom.runs
    WHERE kind = 'ingest' AND started_at > %(limit)s
)
SELECT
    (SELECT count(*) FROM wireroom.runs WHERE kind = 'ingest') AS runs,
    (SELECT count(*) FROM ahead) AS ahead,
    (SELECT max(started_at) FROM ahead) AS last,
    (SELECT coalesce(sum(least(greatest(pause, '0'), '25 hours')), '0') FROM ahead) AS took,
    (
        SELECT started_at
        FROM wireroom.runs
        WHERE kind = 'ingest' AND id < (SELECT min(id) FROM ahead)
        ORDER BY id DESC
        LIMIT 1
    ) AS before;
