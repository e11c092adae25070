-- Events: what several publishers report on, each in words of its own. Beside the stories, which are one text.
--
-- Everything here can be made again from the articles. Words stand as numbers: nothing of what was taken down is left in
-- the counts. Keys stand by time first, so that a look-up touches the part of the table that is of its days, however much
-- there is of other years.
CREATE SEQUENCE wireroom.event_numbers AS bigint;
CREATE TABLE wireroom.event_members (
    article_id bigint PRIMARY KEY,
    event_id bigint NOT NULL DEFAULT nextval('wireroom.event_numbers'),
    language text,
    published_at timestamptz NOT NULL,
    publisher_id bigint,
    likeness real,
    grouped boolean NOT NULL DEFAULT false,
    alone boolean NOT NULL DEFAULT false,
    words integer[] NOT NULL,
    weights real[] NOT NULL,
    title integer[] NOT NULL,
    numbers integer[] NOT NULL
) WITH (fillfactor = 90);
COMMENT ON TABLE wireroom.event_members IS 'Which event an article reports on; one row an article that has been looked at.';
COMMENT ON COLUMN wireroom.event_members.article_id IS 'The article.';
COMMENT ON COLUMN wireroom.event_members.event_id IS 'The event; of an article that nobody else reports on with, a number of its own.';
COMMENT ON COLUMN wireroom.event_members.language IS 'As the article has it, without country or script; NULL: not known, and then no event is looked for.';
COMMENT ON COLUMN wireroom.event_members.published_at IS 'When it was published, or first seen where that is not known.';
COMMENT ON COLUMN wireroom.event_members.publisher_id IS 'As the article has it; NULL: not known.';
COMMENT ON COLUMN wireroom.event_members.likeness IS 'How like it was to the article that brought it into the event, 0 to 1; NULL: it was the first looked at.';
COMMENT ON COLUMN wireroom.event_members.grouped IS 'The event has other articles too.';
COMMENT ON COLUMN wireroom.event_members.alone IS 'Taken out of its event by command, and left alone since.';
COMMENT ON COLUMN wireroom.event_members.words IS 'Words of its title and its first lines as numbers, the rarest first.';
COMMENT ON COLUMN wireroom.event_members.weights IS 'How much each of them tells, from how rare it was when the article came.';
COMMENT ON COLUMN wireroom.event_members.title IS 'Those of the title.';
COMMENT ON COLUMN wireroom.event_members.numbers IS 'Those of the title that are figures.';
CREATE INDEX event_members_event_id ON wireroom.event_members (event_id, published_at, article_id);
CREATE INDEX event_members_published_at ON wireroom.event_members (published_at) WHERE grouped;

CREATE TABLE wireroom.event_keys (
    span integer NOT NULL,
    word integer NOT NULL,
    article_id bigint NOT NULL,
    PRIMARY KEY (span, word, article_id)
);
COMMENT ON TABLE wireroom.event_keys IS 'The rarest words of each article, to be looked up by.';
COMMENT ON COLUMN wireroom.event_keys.span IS 'Number of the three days since 1970 that its date is in.';
COMMENT ON COLUMN wireroom.event_keys.word IS 'One of its rarest words, as a number.';
COMMENT ON COLUMN wireroom.event_keys.article_id IS 'The article.';

CREATE TABLE wireroom.event_words (
    word integer PRIMARY KEY,
    articles integer NOT NULL
) WITH (fillfactor = 80);
COMMENT ON TABLE wireroom.event_words IS 'How often words stand in titles and first lines: of the first 5,000 articles of a language, and of every 16th after.';
COMMENT ON COLUMN wireroom.event_words.word IS 'A word of a language as a number; all articles of a language counted together are one as well.';
COMMENT ON COLUMN wireroom.event_words.articles IS 'Articles that were counted and have it.';

-- Whatever removes an article removes it from its event.
CREATE FUNCTION wireroom.leave_events() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
AS $$
DECLARE
    ids CONSTANT bigint[] := (SELECT array_agg(g.id) FROM gone AS g);
    events bigint[];
BEGIN
    IF ids IS NULL THEN
        RETURN NULL;
    END IF;
    LOCK TABLE wireroom.story_lock IN EXCLUSIVE MODE;
    events := (SELECT array_agg(DISTINCT m.event_id) FROM wireroom.event_members AS m WHERE m.article_id = ANY(ids));
    DELETE FROM wireroom.event_keys AS k
    USING wireroom.event_members AS m
    WHERE m.article_id = ANY(ids) AND k.span = floor(extract(epoch FROM m.published_at) / 259200)::integer
        AND k.word = ANY(m.words) AND k.article_id = m.article_id;
    DELETE FROM wireroom.event_members WHERE article_id = ANY(ids);
    UPDATE wireroom.event_members AS m
    SET grouped = false
    WHERE m.event_id = ANY(events) AND m.grouped
        AND NOT EXISTS (
            SELECT FROM wireroom.event_members AS o WHERE o.event_id = m.event_id AND o.article_id <> m.article_id
        );
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wireroom.leave_events IS 'Take articles that are gone out of their events.';
CREATE TRIGGER leave_events AFTER DELETE ON wireroom.article_heads
REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION wireroom.leave_events();

-- The articles that there are: looked at with the next filings, the latest first.
INSERT INTO wireroom.story_queue (article_id) SELECT h.id FROM wireroom.article_heads AS h ORDER BY h.id;
