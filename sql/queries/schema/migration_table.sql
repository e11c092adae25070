-- Where migrations and files of views are written down: there before the first of them.
CREATE SCHEMA IF NOT EXISTS wireroom;
CREATE TABLE IF NOT EXISTS wireroom.schema_migrations (
    name text PRIMARY KEY,
    checksum bytea NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE wireroom.schema_migrations IS 'Migrations that this database has had.';
COMMENT ON COLUMN wireroom.schema_migrations.name IS 'File name.';
COMMENT ON COLUMN wireroom.schema_migrations.checksum IS 'SHA-256 of the file as applied.';
COMMENT ON COLUMN wireroom.schema_migrations.applied_at IS 'When it was applied.';

-- So that views that have not changed are left alone.
CREATE TABLE IF NOT EXISTS wireroom.schema_views (
    name text PRIMARY KEY,
    checksum bytea NOT NULL
);
COMMENT ON TABLE wireroom.schema_views IS 'Files of views as they are in this database.';
COMMENT ON COLUMN wireroom.schema_views.name IS 'File name.';
COMMENT ON COLUMN wireroom.schema_views.checksum IS 'SHA-256 of the file as put in place.';
