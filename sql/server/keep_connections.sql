-- However many connections analysts have open, there is one left for this role.
grant pg_use_reserved_connections to {role}
