-- Where the reading of a file is.
UPDATE wireroom.backfill_units SET position = %(position)s, at = %(now)s WHERE key = %(key)s AND state = 'planned';
