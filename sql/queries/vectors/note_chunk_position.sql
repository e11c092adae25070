-- So far the model has come, and these articles of the queue have been looked at; no row is touched: the model is gone.
WITH parted AS (DELETE FROM wireroom.chunk_queue WHERE model = %(model)s AND article_id = ANY(%(passed)s::bigint[]))
UPDATE wireroom.chunk_models SET position = greatest(position, %(position)s) WHERE model = %(model)s;
