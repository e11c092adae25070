-- Why are feeds not well, and how many of them? A network outage here and a rate limit that is obeyed need nobody.
SELECT condition, cause, count(*) AS feeds, min(last_well_at) AS longest_not_well, min(next_poll_at) AS next_try
FROM news.feeds
WHERE cause IS NOT NULL
GROUP BY condition, cause
ORDER BY condition = 'sick' DESC, feeds DESC;
