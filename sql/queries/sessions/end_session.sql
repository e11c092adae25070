-- End a session; allowed for one of the same role.
SELECT pg_terminate_backend(%(pid)s) AS ended;
