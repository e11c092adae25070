-- One model with its vectors and their index; a row where it was there.
SELECT set_config('wireroom.chunk_model', %(model)s, true);
DO $$
BEGIN
    EXECUTE format('DROP INDEX IF EXISTS wireroom.%%I', 'chunks_' || left(md5(current_setting('wireroom.chunk_model')), 12));
END
$$;
DELETE FROM wireroom.chunk_models WHERE model = %(model)s RETURNING model;
