-- Of which day a backfill's run is: its key begins with the day, unless it reads files. Whoever triggers a DAG may name its
-- run, so that what looks like a day may be none.
CREATE OR REPLACE FUNCTION wireroom.backfilled_day(run_key text) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN to_char(found.day, 'YYYY-MM-DD') = said.day THEN found.day END
    FROM (
        SELECT substring(
            run_key FROM '^(?:cli-)?([1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?: |-\d{8}T\d{6}\.\d{6}$)'
        ) AS day
    ) AS said
    CROSS JOIN LATERAL (
        SELECT make_date(left(said.day, 4)::integer, substr(said.day, 6, 2)::integer, 1) + right(said.day, 2)::integer - 1 AS day
    ) AS found;
END;
COMMENT ON FUNCTION wireroom.backfilled_day IS 'The day that a backfill''s run is of, by its key; NULL: it reads files, whatever days they hold.';
