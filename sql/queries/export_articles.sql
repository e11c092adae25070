-- One day of publication, as analysts see it; without a day: articles whose date is not known.
SELECT
    id, version, url, canonical_url, guid, title, summary, text, language, authors, tags, section, image_url, word_count,
    publisher_domain, publisher, publisher_country, feed_id, trust,
    published_at, published_source, published_precision, modified_at, first_seen_at, captured_at, filed_at,
    media::text AS media, embeds::text AS embeds, attribution::text AS attribution
FROM news.articles
WHERE published_at >= %(since)s AND published_at < %(until)s
ORDER BY published_at, id;
