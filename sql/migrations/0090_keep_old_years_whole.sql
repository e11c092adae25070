-- The articles of a year that is past for a year or more stand in one partition: planning takes time for each, whatever
-- is asked for, and a past of 25 years was 300 of them.
--
-- A year that is met for the first time is made whole; one that stands in months already is merged where an operator asks for it.
CREATE FUNCTION wireroom.partition_of(month timestamptz) RETURNS regclass
LANGUAGE sql STABLE
RETURN coalesce(
    to_regclass('wireroom.articles_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM')),
    to_regclass('wireroom.articles_' || to_char(month AT TIME ZONE 'UTC', 'YYYY'))
);
COMMENT ON FUNCTION wireroom.partition_of IS 'The partition of articles of this month: its own or its year''s; NULL: it has none.';

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
    EXECUTE format('CREATE TABLE wireroom.%I (LIKE wireroom.articles INCLUDING ALL)', name);
    EXECUTE format(
        'WITH moved AS ('
        '  DELETE FROM wireroom.articles_default WHERE published_at >= %L AND published_at < %L RETURNING *'
        ') INSERT INTO wireroom.%I SELECT * FROM moved', first, next, name
    );
    EXECUTE format(
        'ALTER TABLE wireroom.articles ATTACH PARTITION wireroom.%I FOR VALUES FROM (%L) TO (%L)', name, first, next
    );
    EXECUTE format('COMMENT ON TABLE wireroom.%I IS %L', name, 'Articles published in ' || period || '.');
    RETURN true;
EXCEPTION WHEN lock_not_available THEN
    RETURN false;
END
$$;
COMMENT ON FUNCTION wireroom.ensure_partition IS
    'Make the partition of a month where it is worth one, of its whole year where that is long past; true where it was made now.';

-- What sessions do is remembered for a transaction from the first look, so those that connect later would not be seen.
CREATE FUNCTION wireroom.is_somebody_at_work() RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, wireroom, pg_temp
AS $$
BEGIN
    PERFORM pg_stat_clear_snapshot();
    RETURN EXISTS (
        SELECT FROM pg_locks AS l
        JOIN pg_stat_activity AS s ON s.pid = l.pid
        JOIN pg_database AS d ON d.oid = s.datid
        WHERE l.locktype = 'virtualxid' AND l.granted AND d.datname = current_database() AND s.usesysid IS NOT NULL
            AND l.pid <> pg_backend_pid()
            AND NOT EXISTS (
                SELECT FROM pg_locks AS w
                WHERE w.pid = l.pid AND NOT w.granted AND w.relation = 'wireroom.filing_lock'::regclass
            )
    );
END
$$;
COMMENT ON FUNCTION wireroom.is_somebody_at_work IS
    'Whether another session is in a transaction in this database now; not one that waits for its turn to file.';
REVOKE ALL ON FUNCTION wireroom.is_somebody_at_work FROM PUBLIC;

-- The articles are copied, then months and year change places. For a snapshot of before the commit the year would be empty,
-- so nobody may be in a transaction, but loaders that wait for us: neither before the change nor at its end. A snapshot taken
-- between the last look and the commit, a moment later, is not seen by it: an operator merges years with all else stopped.
CREATE FUNCTION wireroom.merge_year(year integer) RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
SET timezone = 'UTC'
SET lock_timeout = '1500ms' -- longer than deadlock_timeout: a vacuum by itself gives way
AS $$
DECLARE
    first CONSTANT timestamptz := make_timestamptz(year, 1, 1, 0, 0, 0);
    next CONSTANT timestamptz := first + interval '1 year';
    name CONSTANT text := 'articles_' || to_char(first, 'YYYY');
    old regclass;
    months regclass[];
    copied bigint;
    articles bigint := 0;
BEGIN
    LOCK TABLE wireroom.filing_lock IN EXCLUSIVE MODE;
    LOCK TABLE ONLY wireroom.articles IN SHARE ROW EXCLUSIVE MODE;
    SELECT array_agg(i.inhrelid::regclass ORDER BY c.relname) INTO months
    FROM pg_inherits AS i
    JOIN pg_class AS c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'wireroom.articles'::regclass AND c.relname ~ ('^' || name || '_\d\d$');
    IF months IS NULL OR first >= date_trunc('year', now()) - interval '1 year' THEN
        RETURN 0;
    END IF;
    IF wireroom.is_somebody_at_work() THEN
        RETURN NULL; -- before all is copied in vain
    END IF;

    EXECUTE format('CREATE TABLE wireroom.%I (LIKE wireroom.articles INCLUDING ALL)', name);
    -- Proves to the attaching, too, that all belong here: it need not look while everybody waits.
    EXECUTE format(
        'ALTER TABLE wireroom.%I ADD CONSTRAINT of_the_year'
        ' CHECK (published_at IS NOT NULL AND published_at >= %L AND published_at < %L)', name, first, next
    );
    FOREACH old IN ARRAY months LOOP
        EXECUTE format('INSERT INTO wireroom.%I SELECT * FROM %s', name, old);
        GET DIAGNOSTICS copied = ROW_COUNT;
        articles := articles + copied;
    END LOOP;

    FOR turn IN 1..5 LOOP
        BEGIN
            LOCK TABLE ONLY wireroom.articles IN ACCESS EXCLUSIVE MODE;
            LOCK TABLE wireroom.articles_default IN ACCESS EXCLUSIVE MODE;
            EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', array_to_string(months, ', '));
            IF wireroom.is_somebody_at_work() THEN
                RAISE lock_not_available;
            END IF;
            EXIT;
        EXCEPTION WHEN lock_not_available THEN
            IF turn = 5 THEN
                RAISE;
            END IF;
            PERFORM pg_sleep(1);
        END;
    END LOOP;
    FOREACH old IN ARRAY months LOOP
        EXECUTE format('ALTER TABLE wireroom.articles DETACH PARTITION %s', old);
        EXECUTE format('DROP TABLE %s', old);
    END LOOP;
    EXECUTE format(
        'WITH moved AS ('
        '  DELETE FROM wireroom.articles_default WHERE published_at >= %L AND published_at < %L RETURNING *'
        ') INSERT INTO wireroom.%I SELECT * FROM moved', first, next, name
    );
    GET DIAGNOSTICS copied = ROW_COUNT;
    EXECUTE format(
        'ALTER TABLE wireroom.articles ATTACH PARTITION wireroom.%I FOR VALUES FROM (%L) TO (%L)', name, first, next
    );
    EXECUTE format('ALTER TABLE wireroom.%I DROP CONSTRAINT of_the_year', name);
    EXECUTE format('COMMENT ON TABLE wireroom.%I IS %L', name, 'Articles published in ' || year || '.');
    IF wireroom.is_somebody_at_work() THEN
        RAISE lock_not_available;
    END IF;
    RETURN articles + copied;
EXCEPTION WHEN lock_not_available OR deadlock_detected OR dependent_objects_still_exist THEN
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wireroom.merge_year IS
    'Put the months of a long past year into one partition; how many articles. NULL: somebody was in the way, nothing has changed. Only with all else stopped.';
REVOKE ALL ON FUNCTION wireroom.merge_year FROM PUBLIC;
