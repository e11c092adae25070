-- All copies of these articles. How long a feed's last copy has lasted, its sightings say.
SELECT
    c.id, c.article_id, c.feed_id, c.trust, c.fingerprint, c.captured_at,
    greatest(
        c.last_captured_at,
        CASE
            WHEN c.captured_at = max(c.captured_at) OVER (PARTITION BY c.article_id, c.feed_id, c.from_page)
                AND NOT c.from_page THEN s.last_seen_at
        END
    ) AS last_captured_at,
    c.text_length, c.version, c.reason, c.from_page,
    c.from_page OR coalesce(said.provenance ->> 'text', '') LIKE 'page:%%' AS is_page,
    coalesce(said.title, '') AS title
FROM wireroom.full_copies AS c
-- The whole content is unpacked once: that is most of what this takes.
LEFT JOIN LATERAL jsonb_to_record(c.content) AS said (title text, provenance jsonb) ON true
LEFT JOIN wireroom.sightings AS s ON s.article_id = c.article_id AND s.feed_id = c.feed_id
WHERE c.article_id = ANY(%(ids)s)
ORDER BY c.id;
