-- Close an alert until it has ended and is found again.
UPDATE wireroom.alerts SET closed_at = %(now)s, closed_by = %(by)s WHERE id = %(alert_id)s AND closed_at IS NULL;
