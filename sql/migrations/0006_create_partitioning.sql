-- A partition for each month that articles were published in, made when the first of them comes.
--
-- Attached, not created in place: that takes no lock on the partitioned table that would stop readers. The
-- default partition is locked for a moment; where a long query is in the way the month stays in the default
-- partition, and the next call moves it. Runs with its owner's rights: loaders make no tables themselves.
CREATE FUNCTION wireroom.ensure_partition(month timestamptz) RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
SET timezone = 'UTC'
SET lock_timeout = '2s'
AS $$
DECLARE
    first CONSTANT timestamptz := date_trunc('month', month);
    next CONSTANT timestamptz := first + interval '1 month';
    name CONSTANT text := 'articles_' || to_char(first, 'YYYY_MM');
BEGIN
    IF first < '2000-01-01' OR first > now() + interval '2 months' OR to_regclass('wireroom.' || name) IS NOT NULL THEN
        RETURN false;
    END IF;
    -- Also keeps two callers apart: the second finds the partition that the first has made.
    LOCK TABLE wireroom.articles_default IN ACCESS EXCLUSIVE MODE;
    IF to_regclass('wireroom.' || name) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE wireroom.%I (LIKE wireroom.articles INCLUDING ALL)', name);
    EXECUTE format(
        'WITH moved AS ('
        '  DELETE FROM wireroom.articles_default WHERE published_at >= %L AND published_at < %L RETURNING *'
        ') INSERT INTO wireroom.%I SELECT * FROM moved', first, next, name
    );
    EXECUTE format(
        'ALTER TABLE wireroom.articles ATTACH PARTITION wireroom.%I FOR VALUES FROM (%L) TO (%L)', name, first, next
    );
    EXECUTE format('COMMENT ON TABLE wireroom.%I IS %L', name, 'Articles published in ' || to_char(first, 'YYYY-MM') || '.');
    RETURN true;
EXCEPTION WHEN lock_not_available THEN
    RETURN false;
END
$$;
COMMENT ON FUNCTION wireroom.ensure_partition IS 'Make the partition of a month where it is worth one; true where it was made now.';
REVOKE ALL ON FUNCTION wireroom.ensure_partition FROM PUBLIC;
