CREATE OR REPLACE VIEW news.disagreements AS
SELECT
    c.article_id,
    c.feed_id,
    coalesce(f.title, st.title, wireroom.masked(f.url)) AS feed,
    wireroom.trust_in_words(c.trust) AS trust,
    c.captured_at,
    greatest(
        c.last_captured_at,
        CASE
            WHEN NOT EXISTS (
                SELECT
                FROM wireroom.copies AS later
                WHERE later.article_id = c.article_id AND later.feed_id = c.feed_id
                    AND later.from_page = c.from_page AND later.captured_at > c.captured_at
            ) THEN s.last_seen_at
        END
    ) AS last_captured_at,
    c.content ->> 'title' AS title,
    c.content ->> 'summary' AS summary,
    c.content ->> 'text' AS text,
    c.content ->> 'url' AS url,
    c.reason,
    c.filed_at,
    c.run_id
FROM wireroom.full_copies AS c
LEFT JOIN wireroom.sightings AS s ON s.article_id = c.article_id AND s.feed_id = c.feed_id
LEFT JOIN wireroom.feeds AS f ON f.id = c.feed_id
LEFT JOIN wireroom.feed_states AS st ON st.feed_id = c.feed_id
WHERE c.version IS NULL AND c.content IS NOT NULL
    -- who still has an earlier version does not disagree
    AND NOT EXISTS (
        SELECT
        FROM wireroom.copies AS one
        WHERE one.article_id = c.article_id AND one.version IS NOT NULL AND one.fingerprint = c.fingerprint
    );
COMMENT ON VIEW news.disagreements IS 'What other feeds say under an article''s address or identifier where no version of the article does: copies that did not count.';
COMMENT ON COLUMN news.disagreements.article_id IS 'The article: news.articles.id.';
COMMENT ON COLUMN news.disagreements.feed_id IS 'The feed that says so: news.feeds.id.';
COMMENT ON COLUMN news.disagreements.feed IS 'That feed''s title.';
COMMENT ON COLUMN news.disagreements.trust IS 'How near that feed is to the article''s publisher; see news.articles.trust. stranger: nobody vouches for what it says.';
COMMENT ON COLUMN news.disagreements.captured_at IS 'When it was first captured there.';
COMMENT ON COLUMN news.disagreements.last_captured_at IS 'When it was last captured there.';
COMMENT ON COLUMN news.disagreements.title IS 'The title there, plain.';
COMMENT ON COLUMN news.disagreements.summary IS 'The summary there, plain.';
COMMENT ON COLUMN news.disagreements.text IS 'The text there, plain.';
COMMENT ON COLUMN news.disagreements.url IS 'The address there, absolute; NULL: it gives none.';
COMMENT ON COLUMN news.disagreements.reason IS 'Why it does not count.';
COMMENT ON COLUMN news.disagreements.filed_at IS 'When it was written to the database.';
COMMENT ON COLUMN news.disagreements.run_id IS 'Run that filed it: news.runs.id.';
