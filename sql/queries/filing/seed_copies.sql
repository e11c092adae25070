-- The copies of articles that have had none kept: their present version, those before it, and the feeds that had the
-- only text too. A feed seen before trust was recorded is left out: its text is not known.
INSERT INTO wireroom.copies (
    article_id, feed_id, trust, fingerprint, captured_at, last_captured_at, text_length, version, reason, run_id,
    filed_at, content
)
WITH bare AS (
    SELECT h.*
    FROM wireroom.article_heads AS h
    WHERE h.id = ANY(%(ids)s) AND NOT h.has_copies
)
SELECT
    a.id, coalesce(a.home_feed_id, 0), b.trust, b.fingerprint, a.updated_at,
    greatest(a.updated_at, CASE WHEN b.revisions = 0 THEN s.last_seen_at END), b.text_length, a.version,
    a.change_reason, a.run_id, a.filed_at,
    to_jsonb(a) || jsonb_build_object(
        'publisher_domain', p.domain, 'publisher_name', p.name, 'publisher_country', p.country,
        'publisher_language', p.language, 'publisher_source', p.source
    )
FROM bare AS b
JOIN wireroom.articles AS a ON a.id = b.id
LEFT JOIN wireroom.publishers AS p ON p.id = a.publisher_id
LEFT JOIN wireroom.sightings AS s ON s.article_id = b.id AND s.feed_id = b.home_feed_id
UNION ALL
SELECT
    r.article_id, coalesce(r.home_feed_id, 0), r.trust, r.fingerprint, r.seen_at, r.seen_at, length(r.text), r.version,
    r.change_reason, r.run_id, r.filed_at,
    jsonb_build_object(
        'title', r.title, 'summary', r.summary, 'text', r.text, 'html', r.html, 'published_at', r.published_at,
        'word_count', 0, 'authors', '{}'::text[], 'tags', '{}'::text[], 'media', '[]'::jsonb, 'embeds', '[]'::jsonb,
        'attribution', '[]'::jsonb, 'provenance', '{}'::jsonb, 'publisher_domain', p.domain, 'guid', a.guid,
        'url', a.url, 'canonical_url', a.canonical_url
    )
FROM bare AS b
JOIN wireroom.revisions AS r ON r.article_id = b.id
JOIN wireroom.articles AS a ON a.id = b.id
LEFT JOIN wireroom.publishers AS p ON p.id = a.publisher_id
UNION ALL
SELECT
    s.article_id, s.feed_id, s.trust, b.fingerprint, s.first_seen_at, s.last_seen_at, b.text_length, NULL,
    'same content', NULL, NULL, NULL
FROM bare AS b
JOIN wireroom.sightings AS s ON s.article_id = b.id AND s.feed_id IS DISTINCT FROM b.home_feed_id
WHERE b.revisions = 0 AND b.trust IS NOT NULL AND s.trust IS NOT NULL AND s.first_seen_at >= b.content_seen_at;
