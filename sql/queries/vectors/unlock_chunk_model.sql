-- Sooner than by the session's end, which the server notices only some time after this process has closed it.
SELECT pg_advisory_unlock(1853189989, hashtext(%(model)s));
