-- What role wireroom_reader may do beyond reading, and which limits it has.
SELECT
    has_function_privilege('wireroom_reader', 'pg_catalog.lo_from_bytea(oid, bytea)', 'EXECUTE')
        OR has_function_privilege('wireroom_reader', 'pg_catalog.lo_creat(integer)', 'EXECUTE') AS large_objects,
    ARRAY(
        SELECT datname::text FROM pg_database
        WHERE datallowconn
            AND datname <> current_database()
            AND has_database_privilege('wireroom_reader', oid, 'CONNECT')
        ORDER BY datname
    ) AS other_databases,
    ARRAY(
        SELECT DISTINCT split_part(setting, '=', 1)
        FROM pg_db_role_setting, unnest(setconfig) AS setting
        WHERE setrole = 'wireroom_reader'::regrole
            AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    ) AS limits,
    -- Settings of a role are not handed down to its members: each login has its own.
    ARRAY(
        SELECT r.rolname::text FROM pg_roles AS r
        WHERE r.rolcanlogin
            AND NOT r.rolsuper
            AND r.rolname NOT IN ('wireroom_reader', current_user)
            AND pg_has_role(r.oid, 'wireroom_reader', 'USAGE')
            AND NOT pg_has_role(r.oid, 'wireroom_loader', 'USAGE')
            AND NOT EXISTS (
                SELECT FROM pg_db_role_setting AS s, unnest(s.setconfig) AS setting
                WHERE s.setrole = r.oid AND setting LIKE 'statement_timeout=%'
            )
        ORDER BY r.rolname
    ) AS logins_without_limits;
