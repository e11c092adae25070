-- End the alerts of these rules that were not found this time.
UPDATE wireroom.alerts
SET ended_at = %(now)s, closed_at = coalesce(closed_at, %(now)s)
WHERE ended_at IS NULL AND rule = ANY (%(rules)s) AND seen_at < %(now)s;
