-- One migrator at a time: the second waits, then finds less left to do. Gone with the transaction; nobody but the
-- owner and loaders can reach the table, and loaders may only read it.
LOCK TABLE wireroom.schema_migrations IN SHARE ROW EXCLUSIVE MODE;
