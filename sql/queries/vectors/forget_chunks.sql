-- Of an article: chunks of earlier versions, and that it waited or was refused.
WITH parted AS (DELETE FROM wireroom.chunk_queue WHERE model = %(model)s AND article_id = %(id)s)
DELETE FROM wireroom.chunks WHERE model = %(model)s AND article_id = %(id)s;
