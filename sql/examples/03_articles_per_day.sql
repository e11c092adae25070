-- How many articles does each publisher bring a day? Only dates known to the day or better are counted.
SELECT published_at::date AS day, publisher, count(*) AS articles, sum(word_count) AS words
FROM news.articles
WHERE published_at >= date_trunc('day', now()) - interval '30 days' AND published_precision <> 'month'
GROUP BY day, publisher
ORDER BY day DESC, articles DESC;
