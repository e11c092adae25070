-- Keep the first estimate of the cost of a backfill.
UPDATE wireroom.backfills SET estimate = %(estimate)s WHERE id = %(backfill_id)s AND estimate = '{}';
