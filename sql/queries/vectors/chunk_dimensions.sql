-- Of a model that is enabled; no row: it is not.
SELECT dimensions FROM wireroom.chunk_models WHERE model = %(model)s;
