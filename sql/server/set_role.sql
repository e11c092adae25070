-- Log in with this password and no other; run at every start, so that credentials.json is the truth.
alter role {role} login nosuperuser nocreatedb password {password}
