-- A role of the stack. Its rights come from the migrations.
create role {role}
