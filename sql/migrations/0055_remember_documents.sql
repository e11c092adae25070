-- The last document of each feed, entry by entry: what is in the next one as it was need not be transformed again.
CREATE TABLE wireroom.feed_documents (
    feed_id bigint PRIMARY KEY REFERENCES wireroom.feeds (id) ON DELETE CASCADE,
    seen_at timestamptz NOT NULL,
    context bytea NOT NULL,
    entries bytea NOT NULL
);
ALTER TABLE wireroom.feed_documents ALTER COLUMN entries SET STORAGE EXTERNAL; -- packed already
COMMENT ON TABLE wireroom.feed_documents IS 'What the entries of each feed''s last document became. A cache: emptied, it costs CPU time and nothing else.';
COMMENT ON COLUMN wireroom.feed_documents.feed_id IS 'The feed.';
COMMENT ON COLUMN wireroom.feed_documents.seen_at IS 'When the document was fetched.';
COMMENT ON COLUMN wireroom.feed_documents.context IS 'SHA-256 of the code, its tables and libraries, and of all that the feed around an entry says.';
COMMENT ON COLUMN wireroom.feed_documents.entries IS 'By the hash of the entry as published: the article''s identity, fingerprint and date. JSON, packed by zlib.';
