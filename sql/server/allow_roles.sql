-- The owner of the schema makes and grants the roles that the migrations name.
alter role {role} createrole
