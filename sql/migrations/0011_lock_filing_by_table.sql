-- The lock of filing is a table that only loaders may lock: an advisory lock is anybody's who can connect.
CREATE TABLE wireroom.filing_lock ();
COMMENT ON TABLE wireroom.filing_lock IS 'Locked by the filing that is under way; holds no rows.';
