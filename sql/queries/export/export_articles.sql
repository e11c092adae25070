-- What was published on one day, as analysts see it; what has no date stands with the day on which it was first captured.
SELECT
    id, version, url, canonical_url, guid, title, summary, text, language, authors, tags, section, image_url, word_count,
    publisher_domain, publisher, publisher_country, feed_id, trust,
    published_at, published_source, published_precision, modified_at, first_seen_at, captured_at, filed_at,
    media::text AS media, embeds::text AS embeds, attribution::text AS attribution, tdm_reserved, tdm_source
FROM news.articles
WHERE (
        published_at >= %(since)s AND published_at < %(until)s
        OR published_at IS NULL AND first_seen_at >= %(since)s AND first_seen_at < %(until)s
    )
    AND NOT (%(for_training)s AND coalesce(tdm_reserved, false))
ORDER BY published_at, id;
