-- Write down a file of views, in the transaction that puts it in place.
INSERT INTO wireroom.schema_views (name, checksum) VALUES (%(name)s, %(checksum)s)
ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum;
