-- The versions that are to be made, from the copies, each in its round: 0 inserts, -1 takes the first version's place,
-- those above follow it.
INSERT INTO staged_articles
SELECT said.*
FROM (SELECT DISTINCT article_id, kept FROM staged_copies) AS s
JOIN wireroom.full_copies AS c ON c.article_id = s.article_id AND c.version > s.kept AND c.content IS NOT NULL
CROSS JOIN LATERAL jsonb_populate_record(
    NULL::staged_articles,
    c.content || jsonb_build_object(
        'id', c.article_id,
        'round', CASE
            WHEN s.kept > 0 THEN c.version - s.kept
            WHEN c.version > 1 THEN c.version - 1
            WHEN EXISTS (SELECT FROM wireroom.article_heads AS h WHERE h.id = c.article_id) THEN -1
            ELSE 0
        END,
        'row', NULL,
        'feed_id', nullif(c.feed_id, 0),
        'seen_at', c.captured_at,
        'fingerprint', c.fingerprint,
        'text_length', c.text_length,
        'reason', c.reason,
        'trust', c.trust,
        -- the present version is filed now, earlier ones were filed before
        'filed_at', CASE
            WHEN c.version < (SELECT max(l.version) FROM wireroom.copies AS l WHERE l.article_id = c.article_id)
                THEN c.filed_at
        END,
        'run_id', c.run_id
    )
) AS said;
