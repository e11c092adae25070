-- Tables of chunks and their vectors, by `wireroom vectors enable` alone: most servers do without the extension.
--
-- They hang on article_heads: whatever removes an article, a takedown too, removes its chunks in the same transaction.
-- All names hold the word chunk, by which a restore on a server without the extension leaves them out.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE IF NOT EXISTS wireroom.chunk_models (
    model text PRIMARY KEY,
    dimensions integer NOT NULL CHECK (dimensions BETWEEN 1 AND 4000),
    position bigint NOT NULL DEFAULT 0,
    enabled_at timestamptz NOT NULL
);
COMMENT ON TABLE wireroom.chunk_models IS 'Models that articles are embedded by.';
COMMENT ON COLUMN wireroom.chunk_models.model IS 'Name, as its endpoint knows it.';
COMMENT ON COLUMN wireroom.chunk_models.dimensions IS 'Numbers of a vector.';
COMMENT ON COLUMN wireroom.chunk_models.position IS 'Place among the changes up to which articles are embedded.';
COMMENT ON COLUMN wireroom.chunk_models.enabled_at IS 'When it was last asked for; news.similar takes the newest.';

DO $$
BEGIN
    -- Half precision: half the disk, and an index of up to 4,000 dimensions.
    EXECUTE format(
        'CREATE TABLE IF NOT EXISTS wireroom.chunks ('
        '  article_id bigint NOT NULL REFERENCES wireroom.article_heads ON DELETE CASCADE,'
        '  version integer NOT NULL,'
        '  model text NOT NULL REFERENCES wireroom.chunk_models ON DELETE CASCADE,'
        '  number integer NOT NULL,'
        '  starts integer NOT NULL,'
        '  ends integer NOT NULL,'
        '  embedding %s.halfvec NOT NULL,'
        '  PRIMARY KEY (article_id, version, model, number)'
        ')',
        (SELECT e.extnamespace::regnamespace FROM pg_extension AS e WHERE e.extname = 'vector')
    );
END
$$;
COMMENT ON TABLE wireroom.chunks IS 'Pieces of articles in their present version, each with its vector.';
COMMENT ON COLUMN wireroom.chunks.article_id IS 'The article.';
COMMENT ON COLUMN wireroom.chunks.version IS 'Its version; an older one waits to be embedded anew.';
COMMENT ON COLUMN wireroom.chunks.model IS 'Model that made the vector.';
COMMENT ON COLUMN wireroom.chunks.number IS '1, 2, … in the order of the text.';
COMMENT ON COLUMN wireroom.chunks.starts IS 'Characters of own_text before it.';
COMMENT ON COLUMN wireroom.chunks.ends IS 'Characters of own_text up to its end; 0: it is title and summary, there is no text.';
COMMENT ON COLUMN wireroom.chunks.embedding IS 'Vector of length 1.';

CREATE TABLE IF NOT EXISTS wireroom.chunk_queue (
    article_id bigint NOT NULL REFERENCES wireroom.article_heads ON DELETE CASCADE,
    model text NOT NULL REFERENCES wireroom.chunk_models ON DELETE CASCADE,
    refused text NOT NULL DEFAULT '',
    PRIMARY KEY (article_id, model)
);
COMMENT ON TABLE wireroom.chunk_queue IS 'Articles to embed beside the order of changes, and those of which the endpoint refused a piece.';
COMMENT ON COLUMN wireroom.chunk_queue.article_id IS 'The article.';
COMMENT ON COLUMN wireroom.chunk_queue.model IS 'The model.';
COMMENT ON COLUMN wireroom.chunk_queue.refused IS 'What the endpoint said; it is asked again when the article changes. Empty: the article waits.';

-- A reservation is learned, and given up, without the article changing.
CREATE OR REPLACE FUNCTION wireroom.reserve_chunks() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
AS $$
BEGIN
    IF NEW.tdm_reserved THEN
        PERFORM pg_advisory_xact_lock_shared(1853189990, (NEW.article_id % 64)::integer); -- else chunks being kept now would stay
        DELETE FROM wireroom.chunks WHERE article_id = NEW.article_id;
    ELSIF TG_OP = 'UPDATE' AND OLD.tdm_reserved THEN
        INSERT INTO wireroom.chunk_queue (article_id, model)
        SELECT h.id, m.model
        FROM wireroom.article_heads AS h
        CROSS JOIN wireroom.chunk_models AS m
        WHERE h.id = NEW.article_id
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wireroom.reserve_chunks IS 'What is reserved has no vectors; what is reserved no more waits for them.';
REVOKE ALL ON FUNCTION wireroom.reserve_chunks FROM PUBLIC;
CREATE OR REPLACE TRIGGER reserve_chunks AFTER INSERT OR UPDATE OF tdm_reserved ON wireroom.pages
FOR EACH ROW WHEN (NEW.tdm_reserved IS NOT NULL) EXECUTE FUNCTION wireroom.reserve_chunks();
