-- Is there the role that takes articles down for a page?
SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'wireroom_takedown') AS is_there;
