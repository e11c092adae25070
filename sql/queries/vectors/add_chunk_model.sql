-- A model and the index of its vectors. One that is there stays as far as it has come, and is the newest again.
INSERT INTO wireroom.chunk_models (model, dimensions, enabled_at)
VALUES (%(model)s, %(dimensions)s, %(now)s)
ON CONFLICT (model) DO UPDATE SET enabled_at = excluded.enabled_at;
SELECT set_config('wireroom.chunk_model', %(model)s, true);
DO $$
DECLARE
    chosen wireroom.chunk_models;
BEGIN
    SELECT * INTO chosen FROM wireroom.chunk_models WHERE model = current_setting('wireroom.chunk_model');
    EXECUTE format(
        'CREATE INDEX IF NOT EXISTS %%I ON wireroom.chunks'
        ' USING hnsw ((embedding::%%2$s.halfvec(%%3$s)) %%2$s.halfvec_cosine_ops) WHERE model = %%4$L',
        'chunks_' || left(md5(chosen.model), 12),
        (SELECT e.extnamespace::regnamespace FROM pg_extension AS e WHERE e.extname = 'vector'),
        chosen.dimensions,
        chosen.model
    );
END
$$;
