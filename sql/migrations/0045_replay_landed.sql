-- A replay reads refused entries anew; those that are articles now leave the quarantine.
CREATE FUNCTION wireroom.release_rejected(keys bytea[]) RETURNS bigint
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
AS $$
    WITH gone AS (DELETE FROM wireroom.rejected AS r WHERE r.key = ANY(keys) AND r.reason <> 'taken_down' RETURNING 1)
    SELECT count(*) FROM gone
$$;
COMMENT ON FUNCTION wireroom.release_rejected IS 'Delete refused entries by their keys; how many. Called by a replay that made articles of them.';
REVOKE ALL ON FUNCTION wireroom.release_rejected FROM PUBLIC;
