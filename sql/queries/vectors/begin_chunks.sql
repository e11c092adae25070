-- Until the transaction ends no reservation comes in between.
SELECT pg_advisory_xact_lock(1853189990);
