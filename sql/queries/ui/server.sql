-- What answers the pages: Postgres' version, the role that reads, and the newest migration.
SELECT current_setting('server_version') AS postgres, current_user AS role, current_database() AS database;
