-- Articles whose date nobody knows, with what was written where a date was looked for.
SELECT publisher, title, published_raw, published_note, first_seen_at, url
FROM news.articles
WHERE published_at IS NULL
ORDER BY first_seen_at DESC
LIMIT 50;
