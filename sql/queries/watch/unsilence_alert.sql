-- Send this alert again.
DELETE FROM wireroom.alert_silences AS s
USING wireroom.alerts AS a
WHERE a.id = %(alert_id)s AND s.rule = a.rule AND s.subject = a.subject;
