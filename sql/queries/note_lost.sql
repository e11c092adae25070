-- Nothing of the landing file could be used, or not all of it.
UPDATE wireroom.landings SET status = 'lost', detail = %(detail)s, feed_ids = '{}' WHERE uri = %(uri)s;
