-- The days on which the last article before a span was published, and the first after it, of those that are exported.
(
    SELECT (published_at AT TIME ZONE 'UTC')::date AS day FROM news.articles
    WHERE published_at < %(since)s AND NOT (%(for_training)s AND coalesce(tdm_reserved, false))
    ORDER BY published_at DESC LIMIT 1
)
UNION ALL
(
    SELECT (published_at AT TIME ZONE 'UTC')::date AS day FROM news.articles
    WHERE published_at >= %(end)s AND NOT (%(for_training)s AND coalesce(tdm_reserved, false))
    ORDER BY published_at LIMIT 1
);
