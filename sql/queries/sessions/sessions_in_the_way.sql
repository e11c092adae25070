-- Other sessions that hold a lock on a relation of these schemas (of this name, where one is given), the oldest first.
SELECT DISTINCT ON (a.xact_start, a.pid)
    a.pid,
    coalesce(a.usename, '') AS user_name,
    coalesce(a.application_name, '') AS application,
    coalesce(a.client_addr::text, '') AS client,
    coalesce(a.state, '') AS state,
    extract(epoch FROM clock_timestamp() - a.xact_start)::float AS seconds,
    left(coalesce(a.query, ''), 200) AS query,
    coalesce(a.wait_event = 'ClientRead' AND a.state_change < clock_timestamp() - %(stalled)s, false) AS stalled
FROM pg_locks AS l
JOIN pg_class AS c ON c.oid = l.relation
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_stat_activity AS a ON a.pid = l.pid
WHERE l.locktype = 'relation'
    AND l.granted
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND n.nspname = ANY(%(schemas)s)
    AND (%(relation)s IS NULL OR c.relname = %(relation)s)
    AND l.pid <> pg_backend_pid()
ORDER BY a.xact_start, a.pid;
