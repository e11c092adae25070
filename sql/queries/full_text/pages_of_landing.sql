-- Pages of a landing file that were not read yet, each with its article as it stands.
SELECT
    p.article_id, p.feed_id, p.url, p.tries, p.landing_record,
    -- as its feed had them when the page was asked for: a correction since stands over the page
    coalesce(w.content ->> 'title', a.title) AS title, coalesce(w.content ->> 'summary', a.summary) AS summary, a.url AS article_url, a.canonical_url,
    a.published_at IS NOT NULL AS has_date, a.authors, a.tags, a.section, a.language, a.image_url, a.media,
    l.domain AS publisher_domain, l.name AS publisher_name, l.country AS publisher_country,
    l.language AS publisher_language, l.source AS publisher_source,
    coalesce(w.trust, h.trust) AS trust,
    (SELECT k.key FROM wireroom.article_keys AS k WHERE k.article_id = h.id ORDER BY k.key LIMIT 1) AS key,
    -- what the feed says: the article's own text, unless that is a page's already
    CASE WHEN a.provenance ->> 'text' LIKE 'page:%%' THEN coalesce(f.content ->> 'text', a.text) ELSE a.text END AS feed_text,
    CASE WHEN a.provenance ->> 'text' LIKE 'page:%%' THEN length(a.text) END AS page_length, -- that its page gave before
    CASE WHEN a.provenance ->> 'text' LIKE 'page:%%' THEN a.text END AS page_text,
    g.title AS page_title, g.fingerprint AS page_fingerprint, -- of what its page said before
    substring(coalesce(p.final_url, p.url) FROM '^[^/]*//[^/?#]+') AS origin
FROM wireroom.pages AS p
JOIN wireroom.article_heads AS h ON h.id = p.article_id
JOIN wireroom.articles AS a ON a.id = h.id
LEFT JOIN wireroom.publishers AS l ON l.id = a.publisher_id
LEFT JOIN LATERAL (
    SELECT c.content
    FROM wireroom.full_copies AS c
    WHERE c.article_id = h.id AND c.feed_id = p.feed_id AND NOT c.from_page AND c.content IS NOT NULL
    ORDER BY c.captured_at DESC, c.id DESC
    LIMIT 1
) AS f ON true
LEFT JOIN LATERAL (
    SELECT c.trust, c.content
    FROM wireroom.full_copies AS c
    WHERE c.article_id = h.id AND c.feed_id = p.feed_id AND NOT c.from_page AND c.content IS NOT NULL
        AND c.captured_at <= p.asked_at
    ORDER BY c.captured_at DESC, c.id DESC
    LIMIT 1
) AS w ON true
LEFT JOIN LATERAL (
    SELECT b.fingerprint, b.content ->> 'title' AS title
    FROM wireroom.full_copies AS b
    WHERE b.article_id = h.id AND b.from_page AND b.content IS NOT NULL AND b.version IS NOT NULL
    ORDER BY b.captured_at DESC, b.id DESC
    LIMIT 1
) AS g ON true
WHERE p.landing_uri = %(uri)s AND p.outcome IS NULL;
