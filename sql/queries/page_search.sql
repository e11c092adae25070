-- Full-text search, the best first.
SELECT id, title, headline, url, published_at, article_language AS language, publisher_domain, rank
FROM news.search(
    %(query)s, %(since)s, %(until)s, nullif(%(publisher)s, ''), nullif(%(language)s, ''), %(limit)s
);
