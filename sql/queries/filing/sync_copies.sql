-- The copies of each article as planned: known ones are put right, new ones added with what they say.
WITH known AS (
    UPDATE wireroom.copies AS c
    SET
        trust = s.trust,
        captured_at = s.captured_at,
        last_captured_at = s.last_captured_at,
        version = s.version,
        reason = s.reason,
        content = coalesce(to_jsonb(a), c.content)
    FROM staged_copies AS s
    LEFT JOIN staged_articles AS a ON a.row = s.row
    WHERE c.id = s.id
        AND (
            a.row IS NOT NULL
            OR (c.trust, c.captured_at, c.last_captured_at, c.version, c.reason)
                IS DISTINCT FROM (s.trust, s.captured_at, s.last_captured_at, s.version, s.reason)
        )
)
INSERT INTO wireroom.copies (
    article_id, feed_id, trust, fingerprint, captured_at, last_captured_at, text_length, version, reason, run_id,
    filed_at, content, from_page
)
SELECT
    s.article_id, s.feed_id, s.trust, s.fingerprint, s.captured_at, s.last_captured_at, s.text_length, s.version,
    s.reason, %(run_id)s, statement_timestamp(), coalesce(to_jsonb(a), o.content), s.from_page
FROM staged_copies AS s
LEFT JOIN staged_articles AS a ON a.row = s.row
LEFT JOIN wireroom.copies AS o ON o.id = s.like_id
WHERE s.id IS NULL
ORDER BY s.captured_at;
