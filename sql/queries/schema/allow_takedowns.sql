-- Role wireroom_takedown, which takes articles down for a page: what that reads, deletes and notes, and nothing else.
-- Where we may not make roles it is left out: then a page shows the command.
DO $$
BEGIN
    IF to_regclass('wireroom.takedowns') IS NULL THEN
        RETURN; -- a schema of before, on its way here
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'wireroom_takedown') THEN
        BEGIN
            CREATE ROLE wireroom_takedown NOLOGIN;
        EXCEPTION
            WHEN duplicate_object OR unique_violation THEN
                NULL;
            WHEN insufficient_privilege THEN
                RETURN;
        END;
    END IF;
    GRANT USAGE ON SCHEMA wireroom TO wireroom_takedown;
    GRANT SELECT, DELETE ON
        wireroom.article_heads, wireroom.articles, wireroom.article_keys, wireroom.revisions, wireroom.copies,
        wireroom.pages, wireroom.sightings, wireroom.article_search, wireroom.search_queue, wireroom.search_words,
        wireroom.rejected
    TO wireroom_takedown;
    GRANT SELECT ON wireroom.publishers, wireroom.tombstone_secret, wireroom.files_made TO wireroom_takedown;
    GRANT SELECT, UPDATE, DELETE ON wireroom.site_blocks TO wireroom_takedown;
    GRANT SELECT, INSERT ON wireroom.tombstones TO wireroom_takedown;
    GRANT SELECT, INSERT ON wireroom.changes TO wireroom_takedown;
    GRANT USAGE ON SEQUENCE wireroom.changes_position TO wireroom_takedown;
    GRANT SELECT, INSERT, UPDATE ON wireroom.takedowns TO wireroom_takedown;
    GRANT UPDATE ON wireroom.filing_lock, wireroom.story_lock TO wireroom_takedown; -- what locking them takes
END
$$;
