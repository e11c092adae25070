-- Let this role in.
grant connect, temporary on database {database} to {role}
