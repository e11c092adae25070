-- Send nothing about this alert, and those like it, for a time.
INSERT INTO wireroom.alert_silences (rule, subject, until, reason, silenced_by, silenced_at)
SELECT rule, subject, %(until)s, %(reason)s, %(by)s, %(now)s FROM wireroom.alerts WHERE id = %(alert_id)s
ON CONFLICT (rule, subject) DO UPDATE SET
    until = excluded.until, reason = excluded.reason, silenced_by = excluded.silenced_by, silenced_at = excluded.silenced_at;
