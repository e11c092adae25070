-- Share of voice: who wrote about it in the last weeks, and how much of all that was found is whose.
SELECT publisher_domain, count(*) AS articles, round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS percent
FROM news.search('ferry', since => now() - interval '60 days', max_results => 2000)
GROUP BY publisher_domain
ORDER BY articles DESC, publisher_domain;
