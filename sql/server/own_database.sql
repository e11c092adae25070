-- Its owner may do all in it.
alter database {database} owner to {role}
