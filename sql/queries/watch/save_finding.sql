-- Open an alert, or see it again; what somebody has closed stays closed while it lasts.
INSERT INTO wireroom.alerts (rule, subject, feed_id, words, opened_at, seen_at)
VALUES (%(rule)s, %(subject)s, %(feed_id)s, %(words)s, %(now)s, %(now)s)
ON CONFLICT (rule, subject) WHERE ended_at IS NULL
DO UPDATE SET words = excluded.words, seen_at = greatest(alerts.seen_at, excluded.seen_at);
