-- Files of views as they are in this database.
SELECT name, checksum FROM wireroom.schema_views;
