-- One process a model, as long as its session lasts.
SELECT pg_try_advisory_lock(1853189989, hashtext(%(model)s)) AS is_ours;
