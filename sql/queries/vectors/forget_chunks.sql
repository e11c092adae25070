-- Of earlier versions, and what waited or was refused.
WITH parted AS (DELETE FROM wireroom.chunk_queue WHERE model = %(model)s AND article_id = ANY(%(ids)s::bigint[]))
DELETE FROM wireroom.chunks WHERE model = %(model)s AND article_id = ANY(%(renewed)s::bigint[]);
