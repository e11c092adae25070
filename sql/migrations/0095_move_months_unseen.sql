-- A month that waits in the default partition changes its place only while nobody looks.
--
-- A transaction that took its snapshot before (REPEATABLE READ, pg_dump) and has not read articles yet would plan with the
-- new partition, where its snapshot sees nothing, and pass the default one over: a condition on the month found no row.
CREATE FUNCTION wireroom.is_snapshot_held() RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, wireroom, pg_temp
AS $$
BEGIN
    PERFORM pg_stat_clear_snapshot();
    RETURN EXISTS (
        SELECT FROM pg_stat_activity AS s
        WHERE s.datname = current_database() AND s.pid <> pg_backend_pid() AND s.backend_type = 'client backend'
            AND s.backend_xmin IS NOT NULL
    );
END
$$;
COMMENT ON FUNCTION wireroom.is_snapshot_held IS
    'Whether another session of this database holds a snapshot now: is within a statement, or a transaction above READ COMMITTED.';
REVOKE ALL ON FUNCTION wireroom.is_snapshot_held FROM PUBLIC;

CREATE OR REPLACE FUNCTION wireroom.ensure_partition(month timestamptz) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
SET timezone = 'UTC'
SET lock_timeout = '2s'
AS $$
DECLARE
    first timestamptz := date_trunc('month', month);
    next timestamptz := first + interval '1 month';
    name text := 'articles_' || to_char(first, 'YYYY_MM');
    period text := to_char(first, 'YYYY-MM');
    moved bigint;
BEGIN
    IF first < '2000-01-01' OR first > now() + interval '2 months' OR wireroom.partition_of(month) IS NOT NULL THEN
        RETURN false;
    END IF;
    -- Also keeps two callers apart: the second finds the partition that the first has made.
    LOCK TABLE wireroom.articles_default IN ACCESS EXCLUSIVE MODE;
    IF wireroom.partition_of(month) IS NOT NULL THEN
        RETURN false;
    END IF;
    IF date_trunc('year', month) < date_trunc('year', now()) - interval '1 year' AND NOT EXISTS (
        SELECT FROM generate_series(date_trunc('year', month), date_trunc('year', month) + interval '11 months', interval '1 month') AS m (at)
        WHERE wireroom.partition_of(m.at) IS NOT NULL
    ) THEN
        first := date_trunc('year', month);
        next := first + interval '1 year';
        name := 'articles_' || to_char(first, 'YYYY');
        period := to_char(first, 'YYYY');
    END IF;
    IF wireroom.is_snapshot_held() AND EXISTS (
        SELECT FROM wireroom.articles_default AS d WHERE d.published_at >= first AND d.published_at < next
    ) THEN
        RETURN false; -- before all is moved in vain
    END IF;
    EXECUTE format('CREATE TABLE wireroom.%I (LIKE wireroom.articles INCLUDING ALL)', name);
    EXECUTE format(
        'WITH moved AS ('
        '  DELETE FROM wireroom.articles_default WHERE published_at >= %L AND published_at < %L RETURNING *'
        ') INSERT INTO wireroom.%I SELECT * FROM moved', first, next, name
    );
    GET DIAGNOSTICS moved = ROW_COUNT;
    EXECUTE format(
        'ALTER TABLE wireroom.articles ATTACH PARTITION wireroom.%I FOR VALUES FROM (%L) TO (%L)', name, first, next
    );
    EXECUTE format('COMMENT ON TABLE wireroom.%I IS %L', name, 'Articles published in ' || period || '.');
    IF moved > 0 AND wireroom.is_snapshot_held() THEN
        RAISE lock_not_available; -- undone; a later call finds a quiet moment
    END IF;
    RETURN true;
EXCEPTION WHEN lock_not_available THEN
    RETURN false;
END
$$;
