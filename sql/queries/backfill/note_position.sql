-- Note how far a file has been read.
UPDATE wireroom.backfill_units SET position = %(position)s, at = %(now)s WHERE key = %(key)s AND state = 'planned';
