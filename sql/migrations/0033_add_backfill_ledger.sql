-- What backfills were asked for, and a ledger of what they have read: one row for each thing that an origin is made of, so
-- that nothing is read twice for nothing, a killed backfill goes on where it was, and a day can be told to be covered.
CREATE TABLE wireroom.backfills (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text COLLATE "C" NOT NULL UNIQUE CHECK (octet_length(key) <= 1000),
    run_id bigint REFERENCES wireroom.runs (id),
    origin text NOT NULL,
    place text NOT NULL DEFAULT '',
    since date,
    until date,
    feeds_match text NOT NULL DEFAULT '',
    hosts text[] NOT NULL DEFAULT '{}',
    estimate jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL
);
COMMENT ON TABLE wireroom.backfills IS 'What backfills were asked for: files to read, or days to load.';
COMMENT ON COLUMN wireroom.backfills.id IS 'Number of the backfill.';
COMMENT ON COLUMN wireroom.backfills.key IS 'What tells it from others: Airflow''s run id, or the hour of a command.';
COMMENT ON COLUMN wireroom.backfills.run_id IS 'The run that does it, or did last; NULL: each day is a run of its own.';
COMMENT ON COLUMN wireroom.backfills.origin IS 'Where from: warc, documents, rfc5005, ...';
COMMENT ON COLUMN wireroom.backfills.place IS 'Of files: the folder, file or URL; empty: the origin needs none.';
COMMENT ON COLUMN wireroom.backfills.since IS 'First day; NULL: all days that the files hold.';
COMMENT ON COLUMN wireroom.backfills.until IS 'Last day, included.';
COMMENT ON COLUMN wireroom.backfills.feeds_match IS 'Only feeds that match; empty: all.';
COMMENT ON COLUMN wireroom.backfills.hosts IS 'Only pages of these hosts; none: all.';
COMMENT ON COLUMN wireroom.backfills.estimate IS 'What it was thought to cost before: requests, bytes, seconds, articles.';
COMMENT ON COLUMN wireroom.backfills.created_at IS 'When it was asked for.';

CREATE TABLE wireroom.backfill_units (
    key bytea PRIMARY KEY CHECK (octet_length(key) = 16),
    origin text NOT NULL,
    source text COLLATE "C" NOT NULL,
    unit text COLLATE "C" NOT NULL,
    part text NOT NULL DEFAULT '',
    uri text NOT NULL DEFAULT '',
    fingerprint text COLLATE "C" NOT NULL DEFAULT '',
    size bigint NOT NULL DEFAULT 0,
    state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'done', 'damaged', 'refused', 'failed')),
    documents bigint NOT NULL DEFAULT 0,
    entries bigint NOT NULL DEFAULT 0,
    inserted bigint NOT NULL DEFAULT 0,
    revised bigint NOT NULL DEFAULT 0,
    unchanged bigint NOT NULL DEFAULT 0,
    rejected bigint NOT NULL DEFAULT 0,
    left_out jsonb NOT NULL DEFAULT '{}',
    days jsonb NOT NULL DEFAULT '{}',
    requests bigint NOT NULL DEFAULT 0,
    cpu_seconds double precision NOT NULL DEFAULT 0,
    detail text NOT NULL DEFAULT '',
    backfill_id bigint REFERENCES wireroom.backfills (id),
    set_number integer NOT NULL DEFAULT 0,
    at timestamptz NOT NULL
);
COMMENT ON TABLE wireroom.backfill_units IS 'The ledger of backfills: each thing that an origin is made of, and what became of it.';
COMMENT ON COLUMN wireroom.backfill_units.key IS 'Hash of origin, source, unit and part: the same again is the same row.';
COMMENT ON COLUMN wireroom.backfill_units.origin IS 'Where from: warc, documents, rfc5005, ...';
COMMENT ON COLUMN wireroom.backfill_units.source IS 'Whose: the folder that files lie in, a feed, a host.';
COMMENT ON COLUMN wireroom.backfill_units.unit IS 'Which: a file, as in a URL; a day; a sitemap.';
COMMENT ON COLUMN wireroom.backfill_units.part IS 'Days and hosts, where not all of it was wanted; empty: all.';
COMMENT ON COLUMN wireroom.backfill_units.uri IS 'Where it is read; empty: nowhere in one piece.';
COMMENT ON COLUMN wireroom.backfill_units.fingerprint IS 'Size and time of change: where it differs, it is read again. Empty: it never changes.';
COMMENT ON COLUMN wireroom.backfill_units.size IS 'Bytes to read.';
COMMENT ON COLUMN wireroom.backfill_units.state IS 'planned: not read to its end yet; done; damaged: what is whole of it was filed; refused: no article by name; failed: tried again by the next backfill.';
COMMENT ON COLUMN wireroom.backfill_units.documents IS 'Documents of it that were filed: a killed backfill goes on after them.';
COMMENT ON COLUMN wireroom.backfill_units.entries IS 'Articles read.';
COMMENT ON COLUMN wireroom.backfill_units.inserted IS 'New articles.';
COMMENT ON COLUMN wireroom.backfill_units.revised IS 'Articles with a new version.';
COMMENT ON COLUMN wireroom.backfill_units.unchanged IS 'Articles already known as they are.';
COMMENT ON COLUMN wireroom.backfill_units.rejected IS 'Entries refused.';
COMMENT ON COLUMN wireroom.backfill_units.left_out IS 'What was not read of it: reason → how many.';
COMMENT ON COLUMN wireroom.backfill_units.days IS 'Articles by day of publication, UTC; those without a date under undated.';
COMMENT ON COLUMN wireroom.backfill_units.requests IS 'Requests to other people''s servers.';
COMMENT ON COLUMN wireroom.backfill_units.cpu_seconds IS 'CPU time that reading and filing it took.';
COMMENT ON COLUMN wireroom.backfill_units.detail IS 'Why not all of it was filed, in words.';
COMMENT ON COLUMN wireroom.backfill_units.backfill_id IS 'The backfill that planned or read it last; NULL: a day of Airflow''s.';
COMMENT ON COLUMN wireroom.backfill_units.set_number IS 'Which of the sets of that backfill, each a task.';
COMMENT ON COLUMN wireroom.backfill_units.at IS 'When it came to this state.';
CREATE INDEX backfill_units_backfill_id ON wireroom.backfill_units (backfill_id, set_number);
CREATE INDEX backfill_units_days ON wireroom.backfill_units USING gin (days);
CREATE INDEX backfill_units_source ON wireroom.backfill_units (origin, source, unit);
