-- A run that the ledger of backfills names stays: its row there would hold up every deletion of older runs.
CREATE OR REPLACE FUNCTION wireroom.forget_runs(before timestamptz, runs integer) RETURNS bigint
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
AS $$
    WITH old AS (
        SELECT r.id
        FROM wireroom.runs AS r
        WHERE r.started_at < before
            AND r.status <> 'running'
            AND NOT EXISTS (SELECT FROM wireroom.run_feeds AS f WHERE f.run_id = r.id)
            AND NOT EXISTS (SELECT FROM wireroom.backfills AS b WHERE b.run_id = r.id)
            AND NOT EXISTS (SELECT FROM wireroom.feed_claims AS c WHERE c.run_id = r.id)
            AND NOT EXISTS (
                SELECT FROM wireroom.landings AS l WHERE l.run_id = r.id AND l.status IN ('open', 'landed')
            )
        ORDER BY r.started_at
        LIMIT runs
    ),
    landings AS (
        DELETE FROM wireroom.landings AS l USING old WHERE l.run_id = old.id
    ),
    gone AS (
        DELETE FROM wireroom.runs AS r USING old WHERE r.id = old.id RETURNING 1
    )
    SELECT count(*) FROM gone
$$;
