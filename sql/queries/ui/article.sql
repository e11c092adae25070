-- One article, in its present version.
SELECT
    id, url, canonical_url, title, summary, text, html, authors, tags, language, published_at, published_source,
    published_precision, published_raw, published_note, modified_at, first_seen_at, captured_at, filed_at, last_seen_at,
    publisher, publisher_domain, section, feed_id, feed, image_url, word_count, embeds, attribution, provenance, version,
    guid, trust, story_id, event_id
FROM news.article(%(article_id)s);
