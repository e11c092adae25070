-- The owner of the schema makes, grants and limits the roles that the migrations name, and sees who is in its way.
alter role {role} createrole;
grant wireroom_loader, wireroom_reader to {role} with admin option;
grant set on parameter temp_file_limit to {role};
grant pg_read_all_stats to {role}
