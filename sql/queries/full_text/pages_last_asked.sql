-- When a page of each site was asked for last: its Crawl-delay holds between two runs, too.
SELECT substring(url FROM '^[^/]*//[^/?#]+') AS origin, max(asked_at) AS asked_at
FROM wireroom.pages
WHERE family = ANY(%(families)s) AND asked_at > %(since)s AND outcome IS DISTINCT FROM 'disallowed'
GROUP BY origin;
