-- Note that the landing file is complete.
UPDATE wireroom.landings
SET
    status = 'landed', asked = cardinality(%(feed_ids)s::bigint[]), feed_ids = %(feed_ids)s, landed_at = %(now)s,
    orderly = %(orderly)s, detail = %(detail)s
WHERE uri = %(uri)s AND status <> 'filed';
