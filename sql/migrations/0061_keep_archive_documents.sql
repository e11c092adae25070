-- A row for each document that is known of a feed's past: in one jsonb a feed, ten new ones wrote all that were known anew.
CREATE TABLE wireroom.archive_documents (
    feed_id bigint NOT NULL REFERENCES wireroom.feeds (id),
    key bytea NOT NULL CHECK (octet_length(key) = 32),
    url text COLLATE "C" NOT NULL,
    origin text NOT NULL,
    fetched_at timestamptz NOT NULL,
    oldest timestamptz,
    newest timestamptz,
    older text COLLATE "C",
    permanent boolean NOT NULL,
    size bigint NOT NULL,
    landed_uri text COLLATE "C",
    PRIMARY KEY (feed_id, key)
);
CREATE INDEX archive_documents_landed_uri ON wireroom.archive_documents USING hash (landed_uri);
COMMENT ON TABLE wireroom.archive_documents IS 'Documents, pages and captures known of each feed''s past, so that no backfill asks for them again.';
COMMENT ON COLUMN wireroom.archive_documents.feed_id IS 'The feed.';
COMMENT ON COLUMN wireroom.archive_documents.key IS 'SHA-256 of its address, which may be longer than an index holds.';
COMMENT ON COLUMN wireroom.archive_documents.url IS 'Its address, a secret in it masked.';
COMMENT ON COLUMN wireroom.archive_documents.origin IS 'Whose walk found it: rfc5005, paged, sitemaps, cdx.';
COMMENT ON COLUMN wireroom.archive_documents.fetched_at IS 'When it was fetched last.';
COMMENT ON COLUMN wireroom.archive_documents.oldest IS 'Date of its oldest entry; NULL: none has a date.';
COMMENT ON COLUMN wireroom.archive_documents.newest IS 'Date of its newest entry; NULL: none has a date.';
COMMENT ON COLUMN wireroom.archive_documents.older IS 'The document after it on the way into the past; NULL: none.';
COMMENT ON COLUMN wireroom.archive_documents.permanent IS 'It must not change (RFC 5005, section 4), or was captured once: believed for ever; what is not, for an hour.';
COMMENT ON COLUMN wireroom.archive_documents.size IS 'Bytes of its body.';
COMMENT ON COLUMN wireroom.archive_documents.landed_uri IS 'The landing file that has its bytes; NULL: none.';

INSERT INTO wireroom.archive_documents
    (feed_id, key, url, origin, fetched_at, oldest, newest, older, permanent, size, landed_uri)
SELECT
    i.feed_id,
    sha256(convert_to(document.url, 'UTF8')),
    document.url,
    coalesce(document.known ->> 'origin', 'rfc5005'),
    coalesce((document.known ->> 'fetched_at')::timestamptz, to_timestamp(0)),
    (document.known ->> 'oldest')::timestamptz,
    (document.known ->> 'newest')::timestamptz,
    document.known ->> 'older',
    coalesce((document.known ->> 'permanent')::boolean, false),
    coalesce((document.known ->> 'size')::bigint, 0),
    document.known ->> 'landed_uri'
FROM wireroom.archive_indexes AS i
CROSS JOIN LATERAL jsonb_each(i.documents) AS document (url, known);

DROP TABLE wireroom.archive_indexes;
