-- The pages behind articles: which were asked for, what was decided and what came of it; what their sites allow.
ALTER TABLE wireroom.feeds ADD COLUMN full_text text NOT NULL DEFAULT 'auto' CHECK (full_text IN ('auto', 'always', 'never'));
COMMENT ON COLUMN wireroom.feeds.full_text IS
    'Whether the pages of its articles are fetched: auto (where they were seen to give more than the feed), always, never.';
ALTER TABLE wireroom.copies ADD COLUMN from_page boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN wireroom.copies.from_page IS 'It is what the article''s page said, not the feed.';

CREATE TABLE wireroom.pages (
    article_id bigint PRIMARY KEY,
    feed_id bigint NOT NULL,
    family text NOT NULL,
    url text NOT NULL,
    private boolean NOT NULL DEFAULT false,
    run_id bigint,
    tries integer NOT NULL DEFAULT 0,
    asked_at timestamptz,
    next_try_at timestamptz,
    outcome text,
    detail text NOT NULL DEFAULT '',
    decision text NOT NULL DEFAULT '',
    final_url text,
    status integer,
    feed_length integer,
    text_length integer,
    tdm_reserved boolean,
    tdm_source text,
    landing_uri text,
    landing_record text
);
COMMENT ON TABLE wireroom.pages IS 'Pages of articles that were asked for, or are to be.';
COMMENT ON COLUMN wireroom.pages.article_id IS 'The article.';
COMMENT ON COLUMN wireroom.pages.feed_id IS 'Its feed then.';
COMMENT ON COLUMN wireroom.pages.family IS 'Politeness family of the page.';
COMMENT ON COLUMN wireroom.pages.url IS 'Address asked for.';
COMMENT ON COLUMN wireroom.pages.private IS 'It may be on a loopback or private address: its feed is, on the same host.';
COMMENT ON COLUMN wireroom.pages.run_id IS 'Run that took it on last.';
COMMENT ON COLUMN wireroom.pages.tries IS 'How often it was asked for.';
COMMENT ON COLUMN wireroom.pages.asked_at IS 'When last; NULL: not yet.';
COMMENT ON COLUMN wireroom.pages.next_try_at IS 'When it may be taken on again; NULL: not by itself.';
COMMENT ON COLUMN wireroom.pages.outcome IS 'What came of it, by name; NULL: it is under way.';
COMMENT ON COLUMN wireroom.pages.detail IS 'The same in words.';
COMMENT ON COLUMN wireroom.pages.decision IS 'What robots.txt said of it, in words.';
COMMENT ON COLUMN wireroom.pages.final_url IS 'Address that answered.';
COMMENT ON COLUMN wireroom.pages.status IS 'HTTP status.';
COMMENT ON COLUMN wireroom.pages.feed_length IS 'Characters of text that the feed gave.';
COMMENT ON COLUMN wireroom.pages.text_length IS 'Characters of text on the page.';
COMMENT ON COLUMN wireroom.pages.tdm_reserved IS 'Its publisher reserves text and data mining, or refuses AI agents; NULL: nobody looked.';
COMMENT ON COLUMN wireroom.pages.tdm_source IS 'Where that is said.';
COMMENT ON COLUMN wireroom.pages.landing_uri IS 'WARC file that holds the exchange.';
COMMENT ON COLUMN wireroom.pages.landing_record IS 'Its record there.';
CREATE INDEX pages_feed_id ON wireroom.pages (feed_id, asked_at);
CREATE INDEX pages_family ON wireroom.pages (family, asked_at);
CREATE INDEX pages_run_id ON wireroom.pages (run_id);
CREATE INDEX pages_under_way ON wireroom.pages (landing_uri) WHERE outcome IS NULL;
-- What a feed brought of late, besides what it brought at all.
DROP INDEX wireroom.sightings_feed_id;
CREATE INDEX sightings_feed_id ON wireroom.sightings (feed_id, first_seen_at);

CREATE TABLE wireroom.sites (
    origin text COLLATE "C" PRIMARY KEY CHECK (octet_length(origin) <= 500),
    asked_at timestamptz NOT NULL,
    outcome text NOT NULL,
    robots bytea NOT NULL,
    tdmrep bytea NOT NULL
);
COMMENT ON TABLE wireroom.sites IS 'What sites allow, as they last said.';
COMMENT ON COLUMN wireroom.sites.origin IS 'Scheme, host and port.';
COMMENT ON COLUMN wireroom.sites.asked_at IS 'When they were asked.';
COMMENT ON COLUMN wireroom.sites.outcome IS 'How asking for robots.txt ended.';
COMMENT ON COLUMN wireroom.sites.robots IS 'Its robots.txt.';
COMMENT ON COLUMN wireroom.sites.tdmrep IS 'Its /.well-known/tdmrep.json; empty: none.';

ALTER TABLE wireroom.runs ADD COLUMN full_text boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN wireroom.runs.full_text IS 'Of a backfill: the pages of what it brings are to be fetched too.';
