-- Share of voice: who wrote about it in the last weeks, exactly counted, and how much of all that was found is whose.
SELECT
    publisher_domain,
    sum(articles) AS articles,
    round(100.0 * sum(articles) / sum(sum(articles)) OVER (), 1) AS percent
FROM news.search_count('ferry', since => now() - interval '60 days')
GROUP BY publisher_domain
ORDER BY articles DESC, publisher_domain;
