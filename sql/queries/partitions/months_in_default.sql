-- The months in the default partition that are to have one of their own, and how many articles of each.
SELECT date_trunc('month', published_at, 'UTC') AS month, count(*) AS articles
FROM wireroom.articles_default
WHERE published_at >= '2000-01-01' AND published_at < date_trunc('month', now(), 'UTC') + interval '2 months'
GROUP BY 1
ORDER BY 1;
