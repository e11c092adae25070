-- How it ended; the first to say so is believed.
UPDATE wireroom.takedowns
SET ended_at = %(now)s, report = %(report)s, is_left = %(is_left)s, trouble = %(trouble)s
WHERE id = %(id)s AND ended_at IS NULL;
