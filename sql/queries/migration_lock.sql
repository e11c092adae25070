-- One migrator at a time: the second waits, then finds nothing left to do. Held until the session ends.
SELECT pg_advisory_lock(hashtextextended('wireroom.migrate', 0));
