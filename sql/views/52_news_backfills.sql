CREATE OR REPLACE VIEW news.backfill_units AS
SELECT
    u.origin,
    wireroom.masked(u.source) AS source,
    wireroom.masked(u.unit) AS unit,
    nullif(u.part, '') AS part,
    u.state,
    u.documents,
    u.entries,
    u.inserted,
    u.revised,
    u.unchanged,
    u.rejected,
    u.left_out,
    u.days,
    u.size,
    u.requests,
    u.cpu_seconds,
    nullif(wireroom.masked(u.detail), '') AS detail,
    u.backfill_id,
    u.at,
    CASE u.state WHEN 'planned' THEN least(u.position, u.size) ELSE u.size END AS size_read
FROM wireroom.backfill_units AS u;
COMMENT ON VIEW news.backfill_units IS 'The ledger of backfills: each file, day or sitemap that an origin is made of, and what became of it.';
COMMENT ON COLUMN news.backfill_units.origin IS 'Where from: warc, documents, rfc5005, ...';
COMMENT ON COLUMN news.backfill_units.source IS 'Whose: the folder that files lie in, a feed, a host.';
COMMENT ON COLUMN news.backfill_units.unit IS 'Which: a file, as in a URL; a day; a sitemap.';
COMMENT ON COLUMN news.backfill_units.part IS 'Days and hosts, where not all of it was wanted; NULL: all.';
COMMENT ON COLUMN news.backfill_units.state IS 'planned: not read to its end yet; done; damaged: what is whole of it was filed; refused: no article by name; failed: tried again by the next backfill; uncovered: the origin does not reach that day.';
COMMENT ON COLUMN news.backfill_units.documents IS 'Documents of it that were read so far; the same bytes of the same address again count too.';
COMMENT ON COLUMN news.backfill_units.entries IS 'Articles read.';
COMMENT ON COLUMN news.backfill_units.inserted IS 'New articles.';
COMMENT ON COLUMN news.backfill_units.revised IS 'Articles with a new version.';
COMMENT ON COLUMN news.backfill_units.unchanged IS 'Articles already known as they are.';
COMMENT ON COLUMN news.backfill_units.rejected IS 'Entries refused: news.rejected.';
COMMENT ON COLUMN news.backfill_units.left_out IS 'What was not read of it: reason → how many.';
COMMENT ON COLUMN news.backfill_units.days IS 'Articles by day of publication, UTC; those without a date under undated.';
COMMENT ON COLUMN news.backfill_units.size IS 'Bytes: of a file to read (0 where its server does not tell), of a day that came.';
COMMENT ON COLUMN news.backfill_units.requests IS 'Requests to other people''s servers.';
COMMENT ON COLUMN news.backfill_units.cpu_seconds IS 'CPU time that reading and filing it took.';
COMMENT ON COLUMN news.backfill_units.detail IS 'In words: why not all of it was filed, or what is odd about how it was read.';
COMMENT ON COLUMN news.backfill_units.backfill_id IS 'The backfill that planned or read it last; NULL: a day of Airflow''s.';
COMMENT ON COLUMN news.backfill_units.at IS 'When it came to this state.';
COMMENT ON COLUMN news.backfill_units.size_read IS 'Bytes of a file that were read so far.';

CREATE OR REPLACE VIEW news.backfills AS
SELECT
    b.id,
    b.key,
    b.origin,
    nullif(wireroom.masked(b.place), '') AS place,
    b.since,
    b.until,
    nullif(b.feeds_match, '') AS feeds_match,
    b.hosts,
    coalesce(r.status, 'days') AS status,
    u.units,
    u.ended,
    u.failed,
    u.size,
    u.size_ended,
    u.entries,
    u.inserted,
    u.revised,
    u.unchanged,
    u.rejected,
    u.requests,
    u.cpu_seconds,
    b.estimate,
    b.created_at,
    u.latest_at,
    nullif(r.detail, '') AS detail,
    u.size_read,
    b.resumed_at,
    b.worked_seconds
FROM wireroom.backfills AS b
LEFT JOIN wireroom.runs AS r ON r.id = b.run_id
CROSS JOIN LATERAL (
    SELECT
        count(*) AS units,
        count(*) FILTER (WHERE w.state <> 'planned') AS ended,
        count(*) FILTER (WHERE w.state IN ('damaged', 'failed')) AS failed,
        coalesce(sum(w.size), 0)::bigint AS size,
        coalesce(sum(w.size) FILTER (WHERE w.state <> 'planned'), 0)::bigint AS size_ended,
        coalesce(sum(CASE w.state WHEN 'planned' THEN least(w.position, w.size) ELSE w.size END), 0)::bigint AS size_read,
        coalesce(sum(w.entries), 0)::bigint AS entries,
        coalesce(sum(w.inserted), 0)::bigint AS inserted,
        coalesce(sum(w.revised), 0)::bigint AS revised,
        coalesce(sum(w.unchanged), 0)::bigint AS unchanged,
        coalesce(sum(w.rejected), 0)::bigint AS rejected,
        coalesce(sum(w.requests), 0)::bigint AS requests,
        coalesce(sum(w.cpu_seconds), 0) AS cpu_seconds,
        max(w.at) AS latest_at
    FROM wireroom.backfill_units AS w
    WHERE w.backfill_id = b.id
) AS u;
COMMENT ON VIEW news.backfills IS 'What backfills were asked for, how far each has come, and what it cost beside what was thought.';
COMMENT ON COLUMN news.backfills.id IS 'Number of the backfill.';
COMMENT ON COLUMN news.backfills.key IS 'What tells it from others: Airflow''s run id, or the hour of a command.';
COMMENT ON COLUMN news.backfills.origin IS 'Where from: warc, documents, rfc5005, ...';
COMMENT ON COLUMN news.backfills.place IS 'Of files: the folder, file or URL.';
COMMENT ON COLUMN news.backfills.since IS 'First day; NULL: all days that the files hold.';
COMMENT ON COLUMN news.backfills.until IS 'Last day, included.';
COMMENT ON COLUMN news.backfills.feeds_match IS 'Only feeds that match; NULL: all.';
COMMENT ON COLUMN news.backfills.hosts IS 'Only pages of these hosts; none: all.';
COMMENT ON COLUMN news.backfills.status IS 'running, succeeded or failed; days: each day is a run of its own.';
COMMENT ON COLUMN news.backfills.units IS 'Files, days or sitemaps that it is about.';
COMMENT ON COLUMN news.backfills.ended IS 'Those that were read to their end, or cannot be.';
COMMENT ON COLUMN news.backfills.failed IS 'Those of which something is missing.';
COMMENT ON COLUMN news.backfills.size IS 'Bytes to read.';
COMMENT ON COLUMN news.backfills.size_ended IS 'Bytes of the units that ended.';
COMMENT ON COLUMN news.backfills.entries IS 'Articles read.';
COMMENT ON COLUMN news.backfills.inserted IS 'New articles.';
COMMENT ON COLUMN news.backfills.revised IS 'Articles with a new version.';
COMMENT ON COLUMN news.backfills.unchanged IS 'Articles already known as they are.';
COMMENT ON COLUMN news.backfills.rejected IS 'Entries refused: news.rejected.';
COMMENT ON COLUMN news.backfills.requests IS 'Requests to other people''s servers.';
COMMENT ON COLUMN news.backfills.cpu_seconds IS 'CPU time so far.';
COMMENT ON COLUMN news.backfills.estimate IS 'What it was thought to cost before: requests, bytes, seconds, articles.';
COMMENT ON COLUMN news.backfills.created_at IS 'When it was asked for.';
COMMENT ON COLUMN news.backfills.latest_at IS 'When a unit was last planned or ended.';
COMMENT ON COLUMN news.backfills.detail IS 'Why it failed, in words.';
COMMENT ON COLUMN news.backfills.size_read IS 'Bytes that were read so far, of the units under way, too.';
COMMENT ON COLUMN news.backfills.resumed_at IS 'When its reading began, or went on after a pause; NULL: nobody reads, or did before this was noted.';
COMMENT ON COLUMN news.backfills.worked_seconds IS 'Seconds of reading before that, pauses left out.';
