-- Ages are counted in days on which the installation was at work, not by the calendar: after a standstill of months, or a
-- night with a clock a year ahead, all would be past its time at once (decision 0110).
CREATE TABLE wireroom.active_days (
    day date PRIMARY KEY,
    has_run boolean NOT NULL
);
COMMENT ON TABLE wireroom.active_days IS 'Days on which the installation was at work; what is kept for so many days is kept for so many of these.';
COMMENT ON COLUMN wireroom.active_days.day IS 'The day (UTC).';
COMMENT ON COLUMN wireroom.active_days.has_run IS 'A run that could bring articles began; false: only maintenance was done.';

INSERT INTO wireroom.active_days (day, has_run)
SELECT at_work.day, bool_or(at_work.has_run)
FROM (
    SELECT (r.started_at AT TIME ZONE 'UTC')::date AS day, r.kind IN ('ingest', 'backfill') AS has_run
    FROM wireroom.runs AS r
    UNION ALL
    SELECT s.measured_on, false
    FROM wireroom.storage AS s
) AS at_work
GROUP BY at_work.day;
