-- Every version that comes in and every article that goes, in one order that no late commit can upset.
--
-- Positions are given out under the lock of filing, which is held until the commit: whoever sees a position sees every
-- lower one that will ever be. The trigger takes the lock, so that no writer can forget to (decision 0102).
CREATE SEQUENCE wireroom.changes_position AS bigint;
CREATE TABLE wireroom.changes (
    position bigint PRIMARY KEY DEFAULT nextval('wireroom.changes_position'),
    filed_at timestamptz NOT NULL,
    article_id bigint NOT NULL,
    version integer NOT NULL,
    run_id bigint,
    kind text NOT NULL CHECK (kind IN ('inserted', 'revised', 'rewritten', 'removed', 'taken_down')),
    reason text NOT NULL DEFAULT '',
    changed text[] NOT NULL DEFAULT '{}'
);
ALTER SEQUENCE wireroom.changes_position OWNED BY wireroom.changes.position;
COMMENT ON TABLE wireroom.changes IS 'One row for each version that came in and each article that went, in the order of commit.';
COMMENT ON COLUMN wireroom.changes.position IS 'Its place; gaps are filings that were undone.';
COMMENT ON COLUMN wireroom.changes.filed_at IS 'When it was filed, by the clock of the database.';
COMMENT ON COLUMN wireroom.changes.article_id IS 'The article.';
COMMENT ON COLUMN wireroom.changes.version IS 'The version that came in, or the last that was there.';
COMMENT ON COLUMN wireroom.changes.run_id IS 'Run that filed it.';
COMMENT ON COLUMN wireroom.changes.kind IS
    'inserted; revised: one version more; rewritten: its versions are told anew, this is the first; removed; taken_down.';
COMMENT ON COLUMN wireroom.changes.reason IS 'Why, as the version has it.';
COMMENT ON COLUMN wireroom.changes.changed IS 'Fields in which the version differs from the one before it.';

-- What there is, in the order in which it came, as far as that is known.
INSERT INTO wireroom.changes (filed_at, article_id, version, run_id, kind, reason, changed)
SELECT filed_at, article_id, version, run_id, CASE version WHEN 1 THEN 'inserted' ELSE 'revised' END, change_reason, changed
FROM (
    SELECT r.filed_at, r.article_id, r.version, r.run_id, r.change_reason, r.changed
    FROM wireroom.revisions AS r
    UNION ALL
    SELECT a.filed_at, a.id, a.version, a.run_id, a.change_reason, a.changed
    FROM wireroom.articles AS a
) AS versions
ORDER BY filed_at, article_id, version;
CREATE INDEX changes_article_id ON wireroom.changes (article_id);

CREATE TABLE wireroom.change_log (
    the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
    epoch bytea NOT NULL DEFAULT substring(uuid_send(gen_random_uuid()) FOR 4) CHECK (octet_length(epoch) = 4)
);
COMMENT ON TABLE wireroom.change_log IS 'Which database the cursors of news.changes belong to; one row.';
COMMENT ON COLUMN wireroom.change_log.the_one IS 'Always true: there is one row.';
COMMENT ON COLUMN wireroom.change_log.epoch IS
    'Part of every cursor; another after a restore, since positions are then given out a second time.';
INSERT INTO wireroom.change_log DEFAULT VALUES;

CREATE FUNCTION wireroom.lock_changes() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
AS $$
BEGIN
    LOCK TABLE wireroom.filing_lock IN EXCLUSIVE MODE;
    -- A position that a consumer has seen must not be lost in a crash of the server and given out again.
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'local', true);
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wireroom.lock_changes IS 'Take the lock of filing before a position is given out.';
CREATE FUNCTION wireroom.notify_changes() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    NOTIFY news_changes;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wireroom.notify_changes IS 'Tell whoever has said LISTEN news_changes, once a transaction.';
CREATE TRIGGER lock_changes BEFORE INSERT ON wireroom.changes
FOR EACH STATEMENT EXECUTE FUNCTION wireroom.lock_changes();
CREATE TRIGGER notify_changes AFTER INSERT ON wireroom.changes
FOR EACH STATEMENT EXECUTE FUNCTION wireroom.notify_changes();
