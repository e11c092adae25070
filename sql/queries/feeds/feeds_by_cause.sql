-- Why feeds are not well, and how many of them; those that need somebody first.
SELECT condition, cause, needs_somebody, count(*) AS feeds
FROM news.feeds
WHERE cause IS NOT NULL AND condition <> 'silent'
GROUP BY condition, cause, needs_somebody
ORDER BY needs_somebody DESC, feeds DESC, cause;
