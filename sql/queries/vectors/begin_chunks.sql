-- Until the transaction ends no reservation of the article comes in between; of others those of one in 64 wait.
SELECT pg_advisory_xact_lock(1853189990, (%(id)s::bigint %% 64)::integer);
