-- Is there this database? Parameter: database.
select 1 from pg_catalog.pg_database where datname = %(database)s
