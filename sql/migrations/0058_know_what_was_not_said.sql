-- A tdmrep.json that could not be had is not one that is not there: it is asked for again soon.
ALTER TABLE wireroom.sites ALTER COLUMN tdmrep DROP NOT NULL;
COMMENT ON COLUMN wireroom.sites.tdmrep IS 'Its /.well-known/tdmrep.json; empty: none; NULL: it could not be had yet.';
