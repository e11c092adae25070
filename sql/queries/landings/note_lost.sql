-- Note that a landing file could not be read, or not all of it.
UPDATE wireroom.landings SET status = 'lost', detail = %(detail)s, feed_ids = '{}' WHERE uri = %(uri)s;
