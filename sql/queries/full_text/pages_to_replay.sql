-- Articles whose page was landed, each as its feed had it then: what the page is judged beside. By the address that was
-- asked for, since a database made anew has other numbers; the feed is the one that it was asked for, where that is on
-- record, else the present one.
SELECT
    asked.number, h.id AS article_id, coalesce(p.feed_id, h.home_feed_id) AS feed_id, asked.url, coalesce(p.tries, 0) AS tries,
    a.url AS article_url, a.canonical_url,
    coalesce(f.content ->> 'title', a.title) AS title,
    coalesce(f.content ->> 'summary', a.summary) AS summary,
    CASE WHEN f.content IS NULL THEN a.published_at IS NOT NULL ELSE f.content ->> 'published_at' IS NOT NULL END AS has_date,
    CASE WHEN f.content IS NULL THEN to_jsonb(a.authors) ELSE f.content -> 'authors' END AS authors,
    CASE WHEN f.content IS NULL THEN to_jsonb(a.tags) ELSE f.content -> 'tags' END AS tags,
    CASE WHEN f.content IS NULL THEN a.media ELSE f.content -> 'media' END AS media,
    CASE WHEN f.content IS NULL THEN a.section ELSE f.content ->> 'section' END AS section,
    CASE WHEN f.content IS NULL THEN a.language ELSE f.content ->> 'language' END AS language,
    CASE WHEN f.content IS NULL THEN a.image_url ELSE f.content ->> 'image_url' END AS image_url,
    l.domain AS publisher_domain, l.name AS publisher_name, l.country AS publisher_country,
    l.language AS publisher_language, l.source AS publisher_source, coalesce(f.trust, h.trust) AS trust,
    (SELECT k.key FROM wireroom.article_keys AS k WHERE k.article_id = h.id ORDER BY k.key LIMIT 1) AS key,
    coalesce(f.content ->> 'text', a.text) AS feed_text,
    g.text_length AS page_length, g.text AS page_text, g.title AS page_title, g.fingerprint AS page_fingerprint, -- that its page gave before
    CASE WHEN p.landing_record = asked.record THEN p.outcome END AS outcome -- as it was judged
FROM jsonb_to_recordset(%(asked)s::jsonb) AS asked (number integer, url text, at timestamptz, record text)
JOIN wireroom.articles AS a ON a.url = asked.url
JOIN wireroom.article_heads AS h ON h.id = a.id AND h.home_feed_id IS NOT NULL
LEFT JOIN wireroom.publishers AS l ON l.id = a.publisher_id
LEFT JOIN wireroom.pages AS p ON p.article_id = h.id
-- The feed's last copy of then.
LEFT JOIN LATERAL (
    SELECT c.trust, c.content
    FROM wireroom.full_copies AS c
    WHERE c.article_id = h.id AND c.feed_id = coalesce(p.feed_id, h.home_feed_id) AND NOT c.from_page AND c.content IS NOT NULL AND c.captured_at <= asked.at
    ORDER BY c.captured_at DESC, c.id DESC
    LIMIT 1
) AS f ON true
LEFT JOIN LATERAL (
    SELECT b.text_length, b.fingerprint, b.content ->> 'text' AS text, b.content ->> 'title' AS title
    FROM wireroom.full_copies AS b
    WHERE b.article_id = h.id AND b.from_page AND b.content IS NOT NULL AND b.version IS NOT NULL AND b.captured_at < asked.at
    ORDER BY b.captured_at DESC, b.id DESC
    LIMIT 1
) AS g ON true
ORDER BY asked.number, h.id;
