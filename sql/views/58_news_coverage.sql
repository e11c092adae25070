CREATE OR REPLACE VIEW news.coverage AS
WITH polls AS (
    SELECT
        f.feed_id,
        (f.fetched_at AT TIME ZONE 'UTC')::date AS day,
        count(*) AS polls,
        count(*) FILTER (
            WHERE f.outcome IN ('ok', 'not_modified', 'unchanged', 'empty', 'malformed', 'capped')
        ) AS well,
        sum(f.inserted) AS inserted,
        sum(f.missed) AS missed
    FROM wireroom.run_feeds AS f
    WHERE f.fetched_at IS NOT NULL
    GROUP BY f.feed_id, (f.fetched_at AT TIME ZONE 'UTC')::date
),
-- What origins of past articles were asked for the day, each line of the ledger for one feed; a day that was read before
-- it was over counts for nothing.
tried AS (
    SELECT
        f.id AS feed_id, u.day,
        jsonb_object_agg(u.origin, u.state) AS origins,
        bool_or(u.state = 'done') FILTER (WHERE u.origin <> 'landed') AS is_done,
        bool_or(u.state = 'failed') AS has_failed,
        sum(u.entries) AS entries
    FROM (
        SELECT source, origin, state, at, entries, CASE WHEN unit ~ '^\d{4}-\d{2}-\d{2}$' THEN unit::date END AS day
        FROM wireroom.backfill_units
        WHERE uri = '' AND state <> 'planned'
    ) AS u
    JOIN wireroom.feeds AS f ON f.url = u.source
    WHERE u.at >= ((u.day + 1) AT TIME ZONE 'UTC')
    GROUP BY f.id, u.day
),
latest AS (
    SELECT coalesce((SELECT max(day) FROM polls), (SELECT max(added_at AT TIME ZONE 'UTC')::date FROM wireroom.feeds)) AS day
),
days AS (
    -- Before it began (its first poll, or its listing) a feed lacks only what an origin was asked for.
    SELECT s.feed_id, d::date AS day, d::date < s.began AS is_before
    FROM (
        SELECT
            f.id AS feed_id,
            coalesce(p.first, (f.added_at AT TIME ZONE 'UTC')::date) AS began,
            least(p.first, t.first, CASE WHEN p.first IS NULL AND NOT f.paused AND f.retired_at IS NULL THEN (f.added_at AT TIME ZONE 'UTC')::date END) AS first,
            greatest(p.last, t.last, CASE WHEN NOT f.paused AND f.retired_at IS NULL THEN latest.day END) AS last
        FROM wireroom.feeds AS f
        CROSS JOIN latest
        LEFT JOIN (SELECT feed_id, min(day) AS first, max(day) AS last FROM polls GROUP BY feed_id) AS p ON p.feed_id = f.id
        LEFT JOIN (SELECT feed_id, min(day) AS first, max(day) AS last FROM tried GROUP BY feed_id) AS t ON t.feed_id = f.id
    ) AS s
    -- without a zone: in some, clocks skip a midnight, and the last day would be lost
    CROSS JOIN LATERAL generate_series(s.first::timestamp, s.last::timestamp, interval '1 day') AS d
),
-- Apart, so that a run's day is read once and not for each of its feeds.
backfills AS MATERIALIZED (SELECT id, wireroom.backfilled_day(key) AS day FROM wireroom.runs WHERE kind = 'backfill'),
filled AS (
    SELECT f.feed_id, r.day, sum(f.inserted) AS inserted, max(r.id) AS run_id
    FROM backfills AS r
    JOIN wireroom.run_feeds AS f ON f.run_id = r.id
    WHERE f.inserted > 0 AND r.day IS NOT NULL
    GROUP BY f.feed_id, r.day
),
held AS (
    SELECT
        d.feed_id, d.day, d.is_before, coalesce(t.has_failed, false) AS has_failed, coalesce(p.polls, 0) AS polls, coalesce(p.well, 0) AS well,
        coalesce(p.inserted, 0)::bigint AS inserted, coalesce(p.missed, 0)::bigint AS missed,
        coalesce(b.inserted, 0)::bigint AS backfilled, b.run_id,
        t.origins, coalesce(t.is_done, false) AS is_done, coalesce(t.entries, 0) AS entries
    FROM days AS d
    LEFT JOIN polls AS p ON p.feed_id = d.feed_id AND p.day = d.day
    LEFT JOIN filled AS b ON b.feed_id = d.feed_id AND b.day = d.day
    LEFT JOIN tried AS t ON t.feed_id = d.feed_id AND t.day = d.day
),
-- The feed's own rhythm: the same weekday of the eight weeks before, days without a good poll left out.
usual AS (
    SELECT
        p.feed_id, p.day + 7 * w.weeks AS day,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY p.inserted::double precision) AS expected
    FROM held AS p
    CROSS JOIN generate_series(1, 8) AS w (weeks)
    WHERE p.well > 0
    GROUP BY p.feed_id, p.day + 7 * w.weeks
)
SELECT
    h.feed_id,
    coalesce(f.title, s.title, wireroom.masked(f.url)) AS feed,
    h.day,
    h.polls,
    h.well AS polls_well,
    h.inserted + h.backfilled AS held,
    u.expected,
    h.missed,
    CASE
        WHEN h.run_id IS NOT NULL OR h.is_done THEN NULL
        WHEN h.is_before AND h.origins IS NULL THEN NULL
        WHEN h.is_before AND h.has_failed THEN 'an origin that was asked for it failed'
        WHEN h.is_before AND h.entries > 0 THEN NULL
        WHEN h.is_before THEN 'no origin that was asked has it'
        WHEN h.missed > 0 THEN 'entries seem to have left the document between two polls'
        WHEN h.polls = 0 AND s.last_polled_at IS NULL AND NOT EXISTS (SELECT FROM polls WHERE polls.feed_id = h.feed_id) THEN 'never polled'
        WHEN h.well = 0 AND coalesce(u.expected, 1) > 0 THEN 'no poll ended well'
        WHEN u.expected >= 5 AND h.inserted < u.expected * 0.3 AND h.day < latest.day THEN 'far fewer than on such days'
    END AS suspected_gap,
    h.run_id AS closed_by,
    CASE
        WHEN h.inserted + h.backfilled + h.entries > 0 THEN 'held'
        WHEN h.well > 0 OR h.is_done THEN 'empty'
        WHEN h.polls > 0 OR h.origins IS NOT NULL THEN 'not covered'
        ELSE 'not tried'
    END AS state,
    coalesce(h.origins, '{}') AS origins
FROM held AS h
CROSS JOIN latest
LEFT JOIN wireroom.feeds AS f ON f.id = h.feed_id
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = h.feed_id
LEFT JOIN usual AS u ON u.feed_id = h.feed_id AND u.day = h.day;
COMMENT ON VIEW news.coverage IS
    'What each feed''s polls brought each day (the day of receipt, not of publication), beside what its own rhythm lets expect, and days on which something may be missing. As far back as polls are kept.';
COMMENT ON COLUMN news.coverage.feed_id IS 'The feed: news.feeds.id.';
COMMENT ON COLUMN news.coverage.feed IS 'Its title.';
COMMENT ON COLUMN news.coverage.day IS 'The day of the polls (UTC); for what a backfill brought, the day that it was run for, as dated by the publisher.';
COMMENT ON COLUMN news.coverage.polls IS 'How often it was asked.';
COMMENT ON COLUMN news.coverage.polls_well IS 'How often it answered as it should.';
COMMENT ON COLUMN news.coverage.held IS 'New articles that its polls brought that day, whatever day they are dated (so also what they caught up on), and those that backfills of the day brought. Articles by their day of publication: count news.articles by published_at.';
COMMENT ON COLUMN news.coverage.expected IS 'The median of what polls brought on the same weekday in the eight weeks before; NULL: not known yet.';
COMMENT ON COLUMN news.coverage.missed IS 'Entries that seem to have come and gone between two polls; estimated.';
COMMENT ON COLUMN news.coverage.suspected_gap IS 'Why something may be missing, in words; NULL: nothing seems to be, or a backfill has closed it: it brought something, or read the day to its end.';
COMMENT ON COLUMN news.coverage.closed_by IS 'The last backfill of the day that brought something: news.runs.id.';
COMMENT ON COLUMN news.coverage.state IS 'held: articles that it brought or that are dated on it are here; empty: it was read to its end and had none; not covered: polls failed, or the origins that were asked do not reach the day; not tried: nobody has asked.';
COMMENT ON COLUMN news.coverage.origins IS 'Origins of past articles that were asked for the day, each with what came of it, as news.backfill_units.state says.';
