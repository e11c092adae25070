-- Migrations that this database has had, with the checksum of each file at that time.
SELECT name, checksum FROM wireroom.schema_migrations ORDER BY name;
