-- Who speaks: how far the carrier of each content is trusted, and what other feeds say of an article.
ALTER TABLE wireroom.article_heads
    ADD COLUMN trust smallint CHECK (trust BETWEEN 1 AND 4),
    ADD COLUMN has_copies boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN wireroom.article_heads.trust IS
    'Who brought the content: 4 the publisher''s own domain, 3 a feed declared as the publisher''s, 2 a known carrier or a saved document, 1 a stranger; NULL: filed before that was known.';
COMMENT ON COLUMN wireroom.article_heads.has_copies IS 'More than one text of it is known: wireroom.copies has them all.';
ALTER TABLE wireroom.sightings ADD COLUMN trust smallint;
COMMENT ON COLUMN wireroom.sightings.trust IS 'How far that feed is trusted with this article, as last seen; see article_heads.';
ALTER TABLE wireroom.revisions ADD COLUMN trust smallint;
COMMENT ON COLUMN wireroom.revisions.trust IS 'Who brought this version; see article_heads.';

CREATE TABLE wireroom.copies (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id bigint NOT NULL,
    feed_id bigint NOT NULL,
    trust smallint,
    fingerprint bytea NOT NULL,
    captured_at timestamptz NOT NULL,
    last_captured_at timestamptz NOT NULL,
    text_length integer NOT NULL,
    version integer,
    reason text NOT NULL DEFAULT '',
    run_id bigint,
    filed_at timestamptz,
    content jsonb
);
CREATE INDEX copies_article_id ON wireroom.copies (article_id);
COMMENT ON TABLE wireroom.copies IS
    'Each text of an article that a feed has had, once there are two: what its versions are made of, in the order of capture.';
COMMENT ON COLUMN wireroom.copies.id IS 'Number of the copy, in the order of filing.';
COMMENT ON COLUMN wireroom.copies.article_id IS 'The article.';
COMMENT ON COLUMN wireroom.copies.feed_id IS 'The feed that had it; 0: a document.';
COMMENT ON COLUMN wireroom.copies.trust IS 'How far that feed is trusted with this article; see article_heads.';
COMMENT ON COLUMN wireroom.copies.fingerprint IS 'SHA-256 over what a reader would call the content.';
COMMENT ON COLUMN wireroom.copies.captured_at IS 'When its bytes were first captured.';
COMMENT ON COLUMN wireroom.copies.last_captured_at IS 'When they were last captured; of a feed''s last copy, as its sighting says.';
COMMENT ON COLUMN wireroom.copies.text_length IS 'Characters of text.';
COMMENT ON COLUMN wireroom.copies.version IS 'The version of the article that it is; NULL: it did not count.';
COMMENT ON COLUMN wireroom.copies.reason IS 'Why it counted, or why not.';
COMMENT ON COLUMN wireroom.copies.run_id IS 'Run that filed it.';
COMMENT ON COLUMN wireroom.copies.filed_at IS 'When it was filed.';
COMMENT ON COLUMN wireroom.copies.content IS 'All that it says, by the names of staged_articles; NULL: what another copy with the same fingerprint says.';
