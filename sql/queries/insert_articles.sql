-- The wide row of each new article, into the partition of its month.
INSERT INTO wireroom.articles (
    id, published_at, published_source, published_precision, published_raw, published_note, modified_at,
    modified_source, modified_raw, first_seen_at, updated_at, publisher_id, home_feed_id, word_count, guid, url,
    canonical_url, title, summary, section, language, image_url, authors, tags, text, own_text, html, media, embeds,
    attribution, provenance, change_reason, run_id, filed_at
)
SELECT
    s.id, s.published_at, s.published_source, s.published_precision, s.published_raw, s.published_note, s.modified_at,
    s.modified_source, s.modified_raw, s.seen_at, s.seen_at, p.id, s.feed_id, s.word_count, s.guid, s.url,
    s.canonical_url, s.title, s.summary, s.section, s.language, s.image_url, s.authors, s.tags, s.text, s.own_text,
    s.html, s.media, s.embeds, s.attribution, s.provenance, s.reason, coalesce(s.run_id, %(run_id)s),
    coalesce(s.filed_at, statement_timestamp())
FROM staged_articles AS s
LEFT JOIN wireroom.publishers AS p ON p.domain = s.publisher_domain
WHERE s.round = 0;
