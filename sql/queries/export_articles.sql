-- One day of publication, as analysts see it; without a day: articles whose date is not known.
SELECT
    id, version, url, canonical_url, guid, title, summary, text, language, authors, tags, section, image_url, word_count,
    publisher_domain, publisher, publisher_country, feed_id, trust,
    published_at, published_source, published_precision, modified_at, first_seen_at, captured_at, filed_at,
    media::text AS media, embeds::text AS embeds, attribution::text AS attribution, tdm_reserved, tdm_source
FROM news.articles
WHERE published_at >= %(since)s AND published_at < %(until)s
    AND NOT (%(for_training)s AND coalesce(tdm_reserved, false))
ORDER BY published_at, id;
