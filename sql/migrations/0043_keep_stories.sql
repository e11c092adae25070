-- Stories: articles with the same text, found by bands of MinHash that two copies share, then by comparing the texts.
--
-- Everything here can be made again from the articles. Bands stand by time first, so that a look-up touches the part
-- of the table that is of its weeks, however much there is of other years.
CREATE TABLE wireroom.story_members (
    article_id bigint PRIMARY KEY,
    story_id bigint NOT NULL,
    published_at timestamptz NOT NULL,
    exact_at timestamptz,
    publisher_id bigint NOT NULL,
    agency text,
    fortnight integer NOT NULL,
    bands integer[] NOT NULL,
    grouped boolean NOT NULL DEFAULT false,
    alone boolean NOT NULL DEFAULT false
) WITH (fillfactor = 90);
COMMENT ON TABLE wireroom.story_members IS 'Which story an article belongs to; one row an article that has been looked at.';
COMMENT ON COLUMN wireroom.story_members.article_id IS 'The article.';
COMMENT ON COLUMN wireroom.story_members.story_id IS 'The story: the lowest number of its articles.';
COMMENT ON COLUMN wireroom.story_members.published_at IS 'When it was published, or first seen where that is not known.';
COMMENT ON COLUMN wireroom.story_members.exact_at IS 'When it was published, where the time of day is known.';
COMMENT ON COLUMN wireroom.story_members.publisher_id IS 'As the article has it.';
COMMENT ON COLUMN wireroom.story_members.agency IS 'Agency that it credits.';
COMMENT ON COLUMN wireroom.story_members.fortnight IS 'Number of the two weeks since 1970 that published_at is in.';
COMMENT ON COLUMN wireroom.story_members.bands IS 'What copies of it are found by.';
COMMENT ON COLUMN wireroom.story_members.grouped IS 'The story has other articles too.';
COMMENT ON COLUMN wireroom.story_members.alone IS 'Taken out of its story by command, and left alone since.';
CREATE INDEX story_members_story_id ON wireroom.story_members (story_id) WHERE grouped;

CREATE TABLE wireroom.story_bands (
    fortnight integer NOT NULL,
    band integer NOT NULL,
    article_id bigint NOT NULL,
    PRIMARY KEY (fortnight, band, article_id)
);
COMMENT ON TABLE wireroom.story_bands IS 'The bands of each article, to be looked up by.';
COMMENT ON COLUMN wireroom.story_bands.fortnight IS 'As the member has it.';
COMMENT ON COLUMN wireroom.story_bands.band IS 'One of its bands.';
COMMENT ON COLUMN wireroom.story_bands.article_id IS 'The article.';

CREATE TABLE wireroom.story_links (
    article_id bigint NOT NULL,
    other_id bigint NOT NULL,
    share real NOT NULL,
    PRIMARY KEY (article_id, other_id),
    CHECK (article_id < other_id)
);
COMMENT ON TABLE wireroom.story_links IS 'Pairs of articles that were compared and are the same text. Stories are what hangs together by them.';
COMMENT ON COLUMN wireroom.story_links.article_id IS 'The article with the lower number.';
COMMENT ON COLUMN wireroom.story_links.other_id IS 'The other.';
COMMENT ON COLUMN wireroom.story_links.share IS 'How much of the shorter text stands in the longer, 0 to 1.';
CREATE INDEX story_links_other_id ON wireroom.story_links (other_id);

-- A filing only adds to the queue, and nobody ever waits for a row of it.
CREATE TABLE wireroom.story_queue (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id bigint NOT NULL
);
COMMENT ON TABLE wireroom.story_queue IS 'Articles filed or revised whose story is still to be looked for; empty but for moments.';
COMMENT ON COLUMN wireroom.story_queue.position IS 'The latest is taken first.';
COMMENT ON COLUMN wireroom.story_queue.article_id IS 'The article.';
INSERT INTO wireroom.story_queue (article_id) SELECT h.id FROM wireroom.article_heads AS h ORDER BY h.id;

CREATE TABLE wireroom.story_lock ();
COMMENT ON TABLE wireroom.story_lock IS 'Locked by whoever puts articles into stories; holds no rows.';

-- Whatever removes an article removes it from its story; the others are looked at anew, since it may have held them together.
CREATE FUNCTION wireroom.leave_stories() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
AS $$
DECLARE
    ids CONSTANT bigint[] := (SELECT array_agg(g.id) FROM gone AS g);
BEGIN
    IF ids IS NULL THEN
        RETURN NULL;
    END IF;
    LOCK TABLE wireroom.story_lock IN EXCLUSIVE MODE;
    INSERT INTO wireroom.story_queue (article_id)
    SELECT m.article_id
    FROM wireroom.story_members AS m
    WHERE m.grouped
        AND m.story_id IN (SELECT g.story_id FROM wireroom.story_members AS g WHERE g.article_id = ANY(ids) AND g.grouped)
        AND NOT m.article_id = ANY(ids);
    DELETE FROM wireroom.story_links WHERE article_id = ANY(ids);
    DELETE FROM wireroom.story_links WHERE other_id = ANY(ids);
    DELETE FROM wireroom.story_bands AS b
    USING wireroom.story_members AS m
    WHERE m.article_id = ANY(ids) AND b.fortnight = m.fortnight AND b.band = ANY(m.bands) AND b.article_id = m.article_id;
    DELETE FROM wireroom.story_members WHERE article_id = ANY(ids);
    DELETE FROM wireroom.story_queue WHERE article_id = ANY(ids);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wireroom.leave_stories IS 'Take articles that are gone out of their stories.';
CREATE TRIGGER leave_stories AFTER DELETE ON wireroom.article_heads
REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION wireroom.leave_stories();
