-- Write down a migration, in the transaction that applied it.
INSERT INTO wireroom.schema_migrations (name, checksum) VALUES (%(name)s, %(checksum)s);
