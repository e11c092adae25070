-- So far the model has come.
UPDATE wireroom.chunk_models SET position = greatest(position, %(position)s) WHERE model = %(model)s;
