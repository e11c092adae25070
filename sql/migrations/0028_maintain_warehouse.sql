-- What the daily maintenance needs: rows that are past their time deleted in small portions, and sizes day by day.
--
-- The functions run with their owner's rights, so that loaders still may delete no row of these tables by themselves.
-- Each call is one portion and one short transaction: killed in between, the next call goes on.
CREATE FUNCTION wireroom.forget_polls(before timestamptz, runs integer) RETURNS bigint
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
AS $$
    WITH old AS (
        SELECT r.id
        FROM wireroom.runs AS r
        WHERE r.id >= (SELECT min(f.run_id) FROM wireroom.run_feeds AS f)
            AND r.started_at < before
            AND r.status <> 'running'
            AND EXISTS (SELECT FROM wireroom.run_feeds AS f WHERE f.run_id = r.id)
        ORDER BY r.id
        LIMIT runs
    ),
    gone AS (
        DELETE FROM wireroom.run_feeds AS f USING old WHERE f.run_id = old.id RETURNING 1
    )
    SELECT count(*) FROM gone
$$;
COMMENT ON FUNCTION wireroom.forget_polls IS 'Delete the polls of so many runs that began before then; how many polls.';
REVOKE ALL ON FUNCTION wireroom.forget_polls FROM PUBLIC;

CREATE FUNCTION wireroom.forget_runs(before timestamptz, runs integer) RETURNS bigint
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
COMMENT ON FUNCTION wireroom.forget_runs IS
    'Delete so many runs that began before then and the record of what they landed; how many runs. Those with polls stay.';
REVOKE ALL ON FUNCTION wireroom.forget_runs FROM PUBLIC;

CREATE FUNCTION wireroom.forget_rejected(before timestamptz, entries integer) RETURNS bigint
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
AS $$
    WITH gone AS (
        DELETE FROM wireroom.rejected
        WHERE id IN (SELECT r.id FROM wireroom.rejected AS r WHERE r.last_seen_at < before ORDER BY r.id LIMIT entries)
        RETURNING 1
    )
    SELECT count(*) FROM gone
$$;
COMMENT ON FUNCTION wireroom.forget_rejected IS 'Delete so many refused entries that were last met before then; how many.';
REVOKE ALL ON FUNCTION wireroom.forget_rejected FROM PUBLIC;

-- Postgres gathers the statistics of partitions by itself, never those of the table that they are parts of.
CREATE FUNCTION wireroom.refresh_statistics() RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
SET lock_timeout = '2s'
AS $$
BEGIN
    ANALYZE wireroom.articles;
END
$$;
COMMENT ON FUNCTION wireroom.refresh_statistics IS 'Gather the statistics of articles over all months, which plans rest on.';
REVOKE ALL ON FUNCTION wireroom.refresh_statistics FROM PUBLIC;

CREATE TABLE wireroom.storage (
    measured_on date NOT NULL,
    part text NOT NULL,
    bytes bigint NOT NULL,
    oldest date,
    kept_days integer,
    PRIMARY KEY (part, measured_on)
);
COMMENT ON TABLE wireroom.storage IS 'How much each part took, day by day, as maintenance measured it.';
COMMENT ON COLUMN wireroom.storage.measured_on IS 'The day (UTC).';
COMMENT ON COLUMN wireroom.storage.part IS 'What was measured.';
COMMENT ON COLUMN wireroom.storage.bytes IS 'Bytes, indexes included.';
COMMENT ON COLUMN wireroom.storage.oldest IS 'The day of the oldest in it, where that is known.';
COMMENT ON COLUMN wireroom.storage.kept_days IS 'Days that it is kept; NULL: for ever.';
