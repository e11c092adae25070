-- The newest articles; for the end of `make up`.
SELECT published_at, published_precision, publisher, title
FROM news.articles
WHERE published_at <= now()
ORDER BY published_at DESC
LIMIT 5
