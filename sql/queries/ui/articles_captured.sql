-- Articles in the order in which their bytes came in, the newest first, as far as they fit the filters.
SELECT id, title, url, published_at, published_precision, captured_at, language, publisher, publisher_domain, feed_id, feed, version, corrected_at
FROM news.articles
WHERE (%(since)s::timestamptz IS NULL OR captured_at >= %(since)s::timestamptz)
    AND (%(until)s::timestamptz IS NULL OR captured_at < %(until)s::timestamptz)
    AND (%(publisher_ids)s::bigint [] IS NULL OR publisher_id = ANY (%(publisher_ids)s::bigint []))
    AND (%(language)s = '' OR split_part(language, '-', 1) = %(language)s)
ORDER BY captured_at DESC, id DESC
LIMIT %(limit)s OFFSET %(offset)s;
