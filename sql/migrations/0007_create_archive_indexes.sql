-- What backfills have learned of each feed's archive documents (RFC 5005), so that no run fetches them again.
CREATE TABLE wireroom.archive_indexes (
    feed_id bigint PRIMARY KEY REFERENCES wireroom.feeds (id),
    documents jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE wireroom.archive_indexes IS 'Archive documents known of each feed, kept between backfill runs.';
COMMENT ON COLUMN wireroom.archive_indexes.feed_id IS 'The feed.';
COMMENT ON COLUMN wireroom.archive_indexes.documents IS 'URL → dates spanned, where it leads, where its bytes are landed.';

GRANT INSERT, UPDATE ON wireroom.archive_indexes TO wireroom_loader;
