CREATE OR REPLACE VIEW news.runs AS
SELECT
    r.id,
    r.kind,
    r.key,
    r.status,
    r.started_at,
    r.finished_at,
    r.finished_at - r.started_at AS duration,
    r.feeds,
    (
        SELECT coalesce(sum(o.value::integer), 0)::integer
        FROM jsonb_each_text(r.outcomes) AS o
        WHERE o.key NOT IN ('ok', 'not_modified', 'unchanged', 'empty', 'malformed', 'capped')
    ) AS feeds_failed,
    r.entries,
    r.inserted,
    r.revised,
    r.unchanged,
    r.rejected,
    r.outcomes,
    nullif(concat_ws('. ', nullif(r.detail, ''), nullif(array_to_string(r.remarks, ' '), '')), '') AS detail,
    extract(epoch FROM r.finished_at - r.started_at)::double precision AS duration_seconds,
    CASE WHEN r.kind = 'backfill' THEN wireroom.backfilled_day(r.key) END AS day
FROM wireroom.runs AS r;
COMMENT ON VIEW news.runs IS 'What each run did.';
COMMENT ON COLUMN news.runs.id IS 'Number of the run.';
COMMENT ON COLUMN news.runs.kind IS 'ingest, backfill, replay, ...';
COMMENT ON COLUMN news.runs.key IS 'What tells it from others of its kind: Airflow''s run id; of a backfill, the day first.';
COMMENT ON COLUMN news.runs.status IS 'running, succeeded or failed.';
COMMENT ON COLUMN news.runs.started_at IS 'When it began; of past days that are loaded again, when that was begun last.';
COMMENT ON COLUMN news.runs.finished_at IS 'When it ended; NULL: it has not.';
COMMENT ON COLUMN news.runs.duration IS 'From begin to end.';
COMMENT ON COLUMN news.runs.feeds IS 'Feeds polled.';
COMMENT ON COLUMN news.runs.feeds_failed IS 'Those of them that did not answer as they should.';
COMMENT ON COLUMN news.runs.entries IS 'Entries read.';
COMMENT ON COLUMN news.runs.inserted IS 'New articles.';
COMMENT ON COLUMN news.runs.revised IS 'Articles with a new version.';
COMMENT ON COLUMN news.runs.unchanged IS 'Articles already known as they are.';
COMMENT ON COLUMN news.runs.rejected IS 'Entries refused: news.rejected.';
COMMENT ON COLUMN news.runs.outcomes IS 'How the polls ended: outcome → feeds.';
COMMENT ON COLUMN news.runs.detail IS 'Why it failed, or what else is to be known of it, in words.';
COMMENT ON COLUMN news.runs.duration_seconds IS 'The same as duration, in seconds: connectorx and polars take no intervals.';
COMMENT ON COLUMN news.runs.day IS 'Of a day''s backfill the day; NULL: any other run.';
