-- What came in lately? The newest articles with who published them and when.
SELECT published_at, published_precision, publisher, title, url
FROM news.articles
WHERE published_at >= now() - interval '7 days'
ORDER BY published_at DESC
LIMIT 20;
