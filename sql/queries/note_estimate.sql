-- What a backfill was thought to cost, as it was thought first.
UPDATE wireroom.backfills SET estimate = %(estimate)s WHERE id = %(backfill_id)s AND estimate = '{}';
