-- Refused entries that name a web address.
SELECT r.raw FROM wireroom.rejected AS r WHERE position('"http'::bytea IN r.raw) > 0;
