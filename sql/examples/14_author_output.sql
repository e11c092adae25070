-- Who wrote how much, by month.
SELECT author, date_trunc('month', published_at)::date AS month, count(*) AS articles, sum(word_count) AS words
FROM news.articles
CROSS JOIN LATERAL unnest(authors) AS author
WHERE published_at >= date_trunc('month', now()) - interval '1 year' AND published_at <= now()
GROUP BY 1, 2
ORDER BY 2 DESC, 3 DESC, 1
LIMIT 50;
