-- These alerts have been sent.
UPDATE wireroom.alerts SET told_at = %(now)s WHERE id = ANY (%(ids)s) AND told_at IS NULL;
