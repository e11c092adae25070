-- Why entries are in quarantine, and how many of them.
SELECT reason, count(*) AS entries, max(last_seen_at) AS last_seen_at
FROM news.rejected
GROUP BY reason
ORDER BY entries DESC, reason;
