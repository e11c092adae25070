-- Is there this role? Parameter: role.
select 1 from pg_catalog.pg_roles where rolname = %(role)s
