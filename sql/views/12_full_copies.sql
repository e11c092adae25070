-- Copies with their content: of several with the same fingerprint one stores it, and the others are completed from that one
-- here. By a subquery for each column, so that only a query that asks for the content looks for it.
CREATE OR REPLACE VIEW wireroom.full_copies AS
SELECT
    c.id,
    c.article_id,
    c.feed_id,
    c.trust,
    c.fingerprint,
    c.captured_at,
    c.last_captured_at,
    c.text_length,
    c.version,
    c.reason,
    c.from_page,
    c.filed_at,
    c.run_id,
    coalesce(
        c.content,
        (
            SELECT o.content
            FROM wireroom.copies AS o
            WHERE o.article_id = c.article_id AND o.fingerprint = c.fingerprint AND o.content IS NOT NULL
            ORDER BY o.id
            LIMIT 1
        )
    ) AS content
FROM wireroom.copies AS c;
COMMENT ON VIEW wireroom.full_copies IS 'Copies, each with what it says, its own content or that of another with the same fingerprint.';
COMMENT ON COLUMN wireroom.full_copies.id IS 'As wireroom.copies has it, like all but the content.';
COMMENT ON COLUMN wireroom.full_copies.article_id IS 'The article.';
COMMENT ON COLUMN wireroom.full_copies.feed_id IS 'The feed that had it; 0: a document.';
COMMENT ON COLUMN wireroom.full_copies.trust IS 'How far that feed is trusted with this article.';
COMMENT ON COLUMN wireroom.full_copies.fingerprint IS 'Of what it says.';
COMMENT ON COLUMN wireroom.full_copies.captured_at IS 'When its bytes were first captured.';
COMMENT ON COLUMN wireroom.full_copies.last_captured_at IS 'When they were last captured; of a feed''s last copy, as its sighting says.';
COMMENT ON COLUMN wireroom.full_copies.text_length IS 'Characters of text.';
COMMENT ON COLUMN wireroom.full_copies.version IS 'The version of the article that it is; NULL: it did not count.';
COMMENT ON COLUMN wireroom.full_copies.reason IS 'Why it counted, or why not.';
COMMENT ON COLUMN wireroom.full_copies.from_page IS 'It is what the article''s page said, not the feed.';
COMMENT ON COLUMN wireroom.full_copies.filed_at IS 'When it was filed.';
COMMENT ON COLUMN wireroom.full_copies.run_id IS 'Run that filed it.';
COMMENT ON COLUMN wireroom.full_copies.content IS 'All that it says, by the names of staged_articles; NULL: no copy has it.';
