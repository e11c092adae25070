CREATE OR REPLACE VIEW news.storage AS
WITH measured AS (
    SELECT
        s.part, s.measured_on, s.bytes, s.oldest, s.kept_days,
        row_number() OVER (PARTITION BY s.part ORDER BY s.measured_on DESC) AS nth,
        -- the slope of the last 30 days says more than that of all: feeds come and go
        regr_slope(s.bytes::double precision, (s.measured_on - date '2000-01-01')::double precision)
            OVER (PARTITION BY s.part ORDER BY s.measured_on ROWS BETWEEN 29 PRECEDING AND CURRENT ROW) AS slope,
        s.measured_on - min(s.measured_on)
            OVER (PARTITION BY s.part ORDER BY s.measured_on ROWS BETWEEN 29 PRECEDING AND CURRENT ROW) AS days
    FROM wireroom.storage AS s
),
latest AS (
    SELECT
        m.*,
        CASE
            WHEN m.days >= 6 THEN greatest(m.slope, 0)
            -- of the first days, most is what was there at the start: the tables themselves, what feeds held, backfills
            WHEN m.measured_on - m.oldest >= 3 THEN m.bytes::double precision / (m.measured_on - m.oldest)
        END AS a_day
    FROM measured AS m
    WHERE m.nth = 1
)
SELECT
    l.part,
    l.bytes,
    l.measured_on,
    l.a_day::bigint AS bytes_a_day,
    (
        l.bytes + l.a_day * CASE
            WHEN l.kept_days IS NULL THEN 365
            ELSE least(greatest(l.kept_days - (l.measured_on - l.oldest), 0), 365)
        END
    )::bigint AS bytes_in_a_year,
    l.kept_days
FROM latest AS l;
COMMENT ON VIEW news.storage IS 'How much each part takes, and at this rate in a year. Measured once a day by maintain_warehouse.';
COMMENT ON COLUMN news.storage.part IS 'articles, versions, search, identity, changes, polls, runs, quarantine, other tables, landed files, logs.';
COMMENT ON COLUMN news.storage.bytes IS 'Bytes, indexes included.';
COMMENT ON COLUMN news.storage.measured_on IS 'The day of the last measurement (UTC).';
COMMENT ON COLUMN news.storage.bytes_a_day IS 'What comes in a day: over the last 30 days; in the first week, over all the time there is. NULL: not known yet, for the first three days.';
COMMENT ON COLUMN news.storage.bytes_in_a_year IS 'At this rate, a year after the last measurement; what is kept for a time grows no longer than that. NULL: the rate is not known yet.';
COMMENT ON COLUMN news.storage.kept_days IS 'Days that it is kept (settings WIREROOM_KEEP_…); NULL: for ever.';
