-- The first version of an article in its place: captured earlier than what stands, or made anew from the copies.
-- Nothing is merged; the versions that follow merge with it as with any.
WITH first AS (
    SELECT s.*, p.id AS publisher_id
    FROM staged_articles AS s
    LEFT JOIN wireroom.publishers AS p ON p.domain = s.publisher_domain
    WHERE s.round = -1
),
replaced AS (
    UPDATE wireroom.articles AS a
    SET
        (
            published_at, published_source, published_precision, published_raw, published_note, modified_at,
            modified_source, modified_raw, first_seen_at, updated_at, publisher_id, home_feed_id, word_count, guid, url,
            canonical_url, title, summary, section, language, image_url, authors, tags, text, own_text, html, media,
            embeds, attribution, provenance, change_reason, run_id, filed_at, version, changed
        ) = (
            n.published_at, n.published_source, n.published_precision, n.published_raw, n.published_note, n.modified_at,
            n.modified_source, n.modified_raw, n.seen_at, n.seen_at, n.publisher_id, n.feed_id, n.word_count, n.guid,
            n.url, n.canonical_url, n.title, n.summary, n.section, n.language, n.image_url, n.authors, n.tags, n.text,
            n.own_text, n.html, n.media, n.embeds, n.attribution, n.provenance, 'new',
            coalesce(n.run_id, %(run_id)s), coalesce(n.filed_at, statement_timestamp()), 1, '{}'
        )
    FROM first AS n
    WHERE a.id = n.id
)
UPDATE wireroom.article_heads AS h
SET
    home_feed_id = n.feed_id,
    fingerprint = n.fingerprint,
    content_seen_at = n.seen_at,
    text_length = n.text_length,
    revisions = 0,
    published_at = n.published_at,
    trust = n.trust
FROM first AS n
WHERE h.id = n.id;
