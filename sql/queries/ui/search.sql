-- Full-text search, the best first.
SELECT
    s.id, s.title, s.headline, s.url, s.published_at, a.published_precision, s.article_language AS language, a.publisher,
    s.publisher_domain, s.rank
FROM news.search(
    %(query)s, %(since)s, %(until)s, nullif(%(publisher)s, ''), nullif(%(language)s, ''), %(limit)s
) WITH ORDINALITY AS s
LEFT JOIN LATERAL (
    SELECT * FROM news.articles WHERE id = s.id OFFSET 0 -- looked up, not read through
) AS a ON true
ORDER BY s.ordinality;
