-- Feeds as the operator lists them (changes with the list) and what polls taught (changes with every poll).
CREATE TABLE wireroom.feeds (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- Collation C: a unique text index survives the library upgrades that broke FreshRSS (3086, 4831).
    url text COLLATE "C" NOT NULL UNIQUE CHECK (octet_length(url) <= 2000),
    title text,
    publisher text,
    country text,
    language text,
    timezone text,
    category text[] NOT NULL DEFAULT '{}',
    every interval,
    paused boolean NOT NULL DEFAULT false,
    private boolean NOT NULL DEFAULT false,
    archive text,
    family text NOT NULL DEFAULT '',
    added_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    retired_at timestamptz
);
COMMENT ON TABLE wireroom.feeds IS 'Feeds as the operator lists them; follows feeds.yaml, never deletes.';
COMMENT ON COLUMN wireroom.feeds.id IS 'Number of the feed.';
COMMENT ON COLUMN wireroom.feeds.url IS 'Address as listed; what makes a feed the same feed.';
COMMENT ON COLUMN wireroom.feeds.title IS 'Title as listed; NULL: the feed''s own counts.';
COMMENT ON COLUMN wireroom.feeds.publisher IS 'Name of the outlet as listed.';
COMMENT ON COLUMN wireroom.feeds.country IS 'ISO 3166-1 alpha-2, lower case, as listed.';
COMMENT ON COLUMN wireroom.feeds.language IS 'BCP 47, as listed.';
COMMENT ON COLUMN wireroom.feeds.timezone IS 'IANA name of the zone for dates that carry none, as listed.';
COMMENT ON COLUMN wireroom.feeds.category IS 'Folders from the outermost in, as OPML nests them.';
COMMENT ON COLUMN wireroom.feeds.every IS 'Poll interval as listed; NULL: learned.';
COMMENT ON COLUMN wireroom.feeds.paused IS 'Listed but not polled.';
COMMENT ON COLUMN wireroom.feeds.private IS 'May live on a loopback or private address.';
COMMENT ON COLUMN wireroom.feeds.archive IS 'Newest archive document (RFC 5005) as listed.';
COMMENT ON COLUMN wireroom.feeds.family IS 'Politeness family: feeds of one family are never polled side by side.';
COMMENT ON COLUMN wireroom.feeds.added_at IS 'When it was first listed.';
COMMENT ON COLUMN wireroom.feeds.changed_at IS 'When its listing last changed.';
COMMENT ON COLUMN wireroom.feeds.retired_at IS 'When it was dropped from the list; NULL: it is on it.';

CREATE TABLE wireroom.feed_states (
    feed_id bigint PRIMARY KEY REFERENCES wireroom.feeds (id),
    etag text,
    last_modified text,
    body_sha256 bytea,
    fetch_url text,
    redirected_to text,
    redirected_since timestamptz,
    polls_since_full integer NOT NULL DEFAULT 0,
    failures integer NOT NULL DEFAULT 0,
    last_polled_at timestamptz,
    last_well_at timestamptz,
    last_new_at timestamptz,
    next_poll_at timestamptz,
    interval interval,
    outcome text,
    detail text NOT NULL DEFAULT '',
    status integer,
    entries integer NOT NULL DEFAULT 0,
    title text,
    site_url text,
    language text,
    format text,
    day_first boolean,
    archive_url text
) WITH (fillfactor = 70);
COMMENT ON TABLE wireroom.feed_states IS 'What polls taught of each feed; saved in the transaction that saves its articles.';
COMMENT ON COLUMN wireroom.feed_states.feed_id IS 'The feed.';
COMMENT ON COLUMN wireroom.feed_states.etag IS 'ETag of the last answer (RFC 9110), as received.';
COMMENT ON COLUMN wireroom.feed_states.last_modified IS 'Last-Modified of the last answer, as received.';
COMMENT ON COLUMN wireroom.feed_states.body_sha256 IS 'SHA-256 of the last full body.';
COMMENT ON COLUMN wireroom.feed_states.fetch_url IS 'Where a permanent redirect that held has led; NULL: the listed address.';
COMMENT ON COLUMN wireroom.feed_states.redirected_to IS 'Permanent redirect seen but not yet believed.';
COMMENT ON COLUMN wireroom.feed_states.redirected_since IS 'When that redirect was first seen.';
COMMENT ON COLUMN wireroom.feed_states.polls_since_full IS 'Conditional polls since a full body was asked for.';
COMMENT ON COLUMN wireroom.feed_states.failures IS 'Failed polls in a row.';
COMMENT ON COLUMN wireroom.feed_states.last_polled_at IS 'When it was last asked.';
COMMENT ON COLUMN wireroom.feed_states.last_well_at IS 'When it last answered as it should.';
COMMENT ON COLUMN wireroom.feed_states.last_new_at IS 'When a poll last brought a new article.';
COMMENT ON COLUMN wireroom.feed_states.next_poll_at IS 'When it is due; NULL: now.';
COMMENT ON COLUMN wireroom.feed_states.interval IS 'Poll interval as learned.';
COMMENT ON COLUMN wireroom.feed_states.outcome IS 'How the last poll ended, by name.';
COMMENT ON COLUMN wireroom.feed_states.detail IS 'The same in words.';
COMMENT ON COLUMN wireroom.feed_states.status IS 'HTTP status of the last answer.';
COMMENT ON COLUMN wireroom.feed_states.entries IS 'Entries in the last body that was read.';
COMMENT ON COLUMN wireroom.feed_states.title IS 'Title as the feed says.';
COMMENT ON COLUMN wireroom.feed_states.site_url IS 'The site''s page as the feed says.';
COMMENT ON COLUMN wireroom.feed_states.language IS 'Language as the feed says.';
COMMENT ON COLUMN wireroom.feed_states.format IS 'Dialect: rss, rdf, atom, json, sitemap.';
COMMENT ON COLUMN wireroom.feed_states.day_first IS 'Learned order of numeric dates; NULL: not known.';
COMMENT ON COLUMN wireroom.feed_states.archive_url IS 'Previous archive document (RFC 5005) as the last poll saw it.';
