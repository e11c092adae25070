-- What each run did, feed by feed, and what was refused.
CREATE TABLE wireroom.runs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    key text COLLATE "C" NOT NULL CHECK (octet_length(key) <= 1000),
    status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'succeeded', 'failed')),
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    feeds integer NOT NULL DEFAULT 0,
    entries bigint NOT NULL DEFAULT 0,
    inserted bigint NOT NULL DEFAULT 0,
    revised bigint NOT NULL DEFAULT 0,
    unchanged bigint NOT NULL DEFAULT 0,
    rejected bigint NOT NULL DEFAULT 0,
    outcomes jsonb NOT NULL DEFAULT '{}',
    detail text NOT NULL DEFAULT '',
    UNIQUE (kind, key)
);
COMMENT ON TABLE wireroom.runs IS 'One row a run; the same kind and key again is the same run.';
COMMENT ON COLUMN wireroom.runs.id IS 'Number of the run.';
COMMENT ON COLUMN wireroom.runs.kind IS 'ingest, backfill, replay, ...';
COMMENT ON COLUMN wireroom.runs.key IS 'What tells it from others of its kind: Airflow''s run id, a day, ...';
COMMENT ON COLUMN wireroom.runs.status IS 'running, succeeded or failed.';
COMMENT ON COLUMN wireroom.runs.started_at IS 'When it was first opened.';
COMMENT ON COLUMN wireroom.runs.finished_at IS 'When it was closed; NULL: it is not.';
COMMENT ON COLUMN wireroom.runs.feeds IS 'Feeds filed.';
COMMENT ON COLUMN wireroom.runs.entries IS 'Entries read.';
COMMENT ON COLUMN wireroom.runs.inserted IS 'New articles.';
COMMENT ON COLUMN wireroom.runs.revised IS 'Articles with a new version.';
COMMENT ON COLUMN wireroom.runs.unchanged IS 'Articles already known as they are.';
COMMENT ON COLUMN wireroom.runs.rejected IS 'Entries refused.';
COMMENT ON COLUMN wireroom.runs.outcomes IS 'Outcome of a poll: how many feeds.';
COMMENT ON COLUMN wireroom.runs.detail IS 'Why it failed, in words.';
CREATE INDEX runs_started_at ON wireroom.runs (started_at);

CREATE TABLE wireroom.run_feeds (
    run_id bigint NOT NULL REFERENCES wireroom.runs (id),
    feed_id bigint NOT NULL,
    outcome text,
    detail text NOT NULL DEFAULT '',
    failures integer NOT NULL DEFAULT 0,
    fetched_at timestamptz,
    url text,
    status integer,
    elapsed_ms integer,
    landing_uri text,
    landing_record text,
    entries bigint NOT NULL DEFAULT 0,
    inserted bigint NOT NULL DEFAULT 0,
    revised bigint NOT NULL DEFAULT 0,
    unchanged bigint NOT NULL DEFAULT 0,
    rejected bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, feed_id)
);
COMMENT ON TABLE wireroom.run_feeds IS 'What each run did with each feed.';
COMMENT ON COLUMN wireroom.run_feeds.run_id IS 'The run.';
COMMENT ON COLUMN wireroom.run_feeds.feed_id IS 'The feed; 0: documents that belong to none.';
COMMENT ON COLUMN wireroom.run_feeds.outcome IS 'How the poll ended; NULL: nothing was polled (backfill, replay).';
COMMENT ON COLUMN wireroom.run_feeds.detail IS 'The same in words.';
COMMENT ON COLUMN wireroom.run_feeds.failures IS 'Failed polls in a row, this one included.';
COMMENT ON COLUMN wireroom.run_feeds.fetched_at IS 'When the request began.';
COMMENT ON COLUMN wireroom.run_feeds.url IS 'Address that answered.';
COMMENT ON COLUMN wireroom.run_feeds.status IS 'HTTP status.';
COMMENT ON COLUMN wireroom.run_feeds.elapsed_ms IS 'Milliseconds from request to answer.';
COMMENT ON COLUMN wireroom.run_feeds.landing_uri IS 'WARC file that holds the exchange.';
COMMENT ON COLUMN wireroom.run_feeds.landing_record IS 'Its record there.';
COMMENT ON COLUMN wireroom.run_feeds.entries IS 'Entries read.';
COMMENT ON COLUMN wireroom.run_feeds.inserted IS 'New articles.';
COMMENT ON COLUMN wireroom.run_feeds.revised IS 'Articles with a new version.';
COMMENT ON COLUMN wireroom.run_feeds.unchanged IS 'Articles already known as they are.';
COMMENT ON COLUMN wireroom.run_feeds.rejected IS 'Entries refused.';
CREATE INDEX run_feeds_feed_id ON wireroom.run_feeds (feed_id);

CREATE TABLE wireroom.rejected (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key bytea NOT NULL UNIQUE CHECK (octet_length(key) BETWEEN 1 AND 64),
    feed_id bigint NOT NULL,
    run_id bigint,
    reason text NOT NULL,
    detail text NOT NULL,
    raw bytea NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    times bigint NOT NULL DEFAULT 1
);
COMMENT ON TABLE wireroom.rejected IS 'Quarantine: entries that could not become articles, with their bytes.';
COMMENT ON COLUMN wireroom.rejected.id IS 'Number of the rejection.';
COMMENT ON COLUMN wireroom.rejected.key IS 'Hash of feed and bytes: the same rejection is one row.';
COMMENT ON COLUMN wireroom.rejected.feed_id IS 'Feed that carried it; 0: none.';
COMMENT ON COLUMN wireroom.rejected.run_id IS 'Run that last met it.';
COMMENT ON COLUMN wireroom.rejected.reason IS 'Why, by name.';
COMMENT ON COLUMN wireroom.rejected.detail IS 'Why, in words.';
COMMENT ON COLUMN wireroom.rejected.raw IS 'The entry as read, JSON.';
COMMENT ON COLUMN wireroom.rejected.first_seen_at IS 'When it was first met.';
COMMENT ON COLUMN wireroom.rejected.last_seen_at IS 'When it was last met.';
COMMENT ON COLUMN wireroom.rejected.times IS 'How often it was met.';
CREATE INDEX rejected_feed_id ON wireroom.rejected (feed_id);
