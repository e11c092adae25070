-- A database that was copied, restored or cloned by whatever tool knows it: its cursors are others from its first
-- second, not only once `wireroom restore` has come to its end (decision 0109).
CREATE FUNCTION wireroom.where_we_are() RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
RETURN (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
    || '.' || 'wireroom.change_log'::regclass::oid;
COMMENT ON FUNCTION wireroom.where_we_are IS
    'Numbers of this database and of wireroom.change_log: other ones after every restore and in every clone; pg_upgrade keeps them.';

ALTER TABLE wireroom.change_log ADD COLUMN home text;
COMMENT ON COLUMN wireroom.change_log.home IS 'wireroom.where_we_are() when the epoch was drawn.';
UPDATE wireroom.change_log SET home = wireroom.where_we_are();
ALTER TABLE wireroom.change_log ALTER COLUMN home SET NOT NULL;

CREATE FUNCTION wireroom.change_epoch() RETURNS bytea
LANGUAGE sql STABLE
SET search_path = pg_catalog, wireroom, pg_temp
RETURN (
    SELECT CASE
        WHEN l.home = wireroom.where_we_are() THEN l.epoch
        ELSE substring(sha256(l.epoch || convert_to(wireroom.where_we_are(), 'UTF8')) FOR 4)
    END
    FROM wireroom.change_log AS l
);
COMMENT ON FUNCTION wireroom.change_epoch IS
    'What the cursors of this database begin with: the epoch, or in a copy that nobody has told so one that follows from it.';
