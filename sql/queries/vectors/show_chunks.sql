-- What is seen of vectors, and who may write them; put back after every migration, since those may drop all views of news.
DO $make$
DECLARE
    home CONSTANT text := (SELECT e.extnamespace::regnamespace::text FROM pg_extension AS e WHERE e.extname = 'vector');
BEGIN
    IF to_regclass('wireroom.chunks') IS NULL THEN
        RETURN;
    END IF;
    CREATE OR REPLACE VIEW news.chunks AS
    SELECT
        c.article_id,
        c.version,
        c.model,
        c.number,
        c.starts,
        c.ends,
        substr(coalesce(a.own_text, a.text), c.starts + 1, c.ends - c.starts) AS words,
        c.embedding
    FROM wireroom.chunks AS c
    JOIN wireroom.articles AS a ON a.id = c.article_id AND a.version = c.version;
    COMMENT ON VIEW news.chunks IS 'Pieces of articles in their present version, with their vectors (pgvector). There after `wireroom vectors enable`; what is reserved (tdm_reserved) is not in it.';
    COMMENT ON COLUMN news.chunks.article_id IS 'The article.';
    COMMENT ON COLUMN news.chunks.version IS 'Its version.';
    COMMENT ON COLUMN news.chunks.model IS 'Model that made the vector.';
    COMMENT ON COLUMN news.chunks.number IS '1, 2, … in the order of the text.';
    COMMENT ON COLUMN news.chunks.starts IS 'Characters of own_text before it.';
    COMMENT ON COLUMN news.chunks.ends IS 'Characters of own_text up to its end; 0: the vector is that of title and summary, there is no text.';
    COMMENT ON COLUMN news.chunks.words IS 'The piece; its vector is that of the title and these words.';
    COMMENT ON COLUMN news.chunks.embedding IS 'Vector of length 1 (halfvec).';

    -- By the mean of the article's vectors, so that one look into the index does.
    EXECUTE format($similar$
        CREATE OR REPLACE FUNCTION news.similar(article bigint, most integer DEFAULT 10, by_model text DEFAULT NULL)
        RETURNS TABLE (article_id bigint, similarity real, title text, url text, publisher text, published_at timestamptz)
        LANGUAGE plpgsql STABLE ROWS 10
        SECURITY DEFINER
        SET search_path = pg_catalog, wireroom, pg_temp
        SET hnsw.ef_search = 400
        SET jit = off
        AS $body$
        #variable_conflict use_column
        DECLARE
            taken wireroom.chunk_models;
            mean %1$s.halfvec;
            own bigint;
        BEGIN
            SELECT m.* INTO taken
            FROM wireroom.chunk_models AS m
            WHERE $3 IS NULL OR m.model = $3
            ORDER BY m.enabled_at DESC
            LIMIT 1;
            SELECT %1$s.avg(c.embedding), count(*) INTO mean, own
            FROM wireroom.chunks AS c
            WHERE c.article_id = $1 AND c.model = taken.model;
            IF own = 0 THEN
                RETURN;
            END IF;
            RETURN QUERY EXECUTE format($near$
                SELECT best.article_id, best.similarity::real, a.title, a.url, coalesce(p.name, p.domain), a.published_at
                FROM (
                    SELECT near.article_id, max(near.similarity) AS similarity
                    FROM (
                        SELECT
                            c.article_id,
                            1 - (c.embedding::%1$s.halfvec(%%1$s) OPERATOR(%1$s.<=>) $1::%1$s.halfvec(%%1$s)) AS similarity
                        FROM wireroom.chunks AS c
                        WHERE c.model = %%2$L
                        ORDER BY c.embedding::%1$s.halfvec(%%1$s) OPERATOR(%1$s.<=>) $1::%1$s.halfvec(%%1$s)
                        LIMIT $3 * 4 + $4
                    ) AS near
                    WHERE near.article_id <> $2
                    GROUP BY near.article_id
                    ORDER BY similarity DESC, near.article_id
                    LIMIT $3
                ) AS best
                JOIN wireroom.articles AS a ON a.id = best.article_id
                LEFT JOIN wireroom.publishers AS p ON p.id = a.publisher_id
                ORDER BY best.similarity DESC, best.article_id
            $near$, taken.dimensions, taken.model) USING mean, $1, greatest(least($2, 100), 0), own;
        END
        $body$
    $similar$, home);
    COMMENT ON FUNCTION news.similar IS
        'Articles whose pieces are nearest to this one, the nearest first; similarity: cosine, 1 is the same. most: 100 at most; by_model: NULL is the model that was enabled last. None: the article has no vectors (yet, or it is reserved).';
    REVOKE ALL ON FUNCTION news.similar FROM PUBLIC;
    GRANT SELECT ON news.chunks TO wireroom_reader, wireroom_loader;
    GRANT EXECUTE ON FUNCTION news.similar TO wireroom_reader, wireroom_loader;
    GRANT SELECT, INSERT, DELETE ON wireroom.chunks TO wireroom_loader;
    GRANT SELECT, INSERT, UPDATE, DELETE ON wireroom.chunk_queue TO wireroom_loader;
    GRANT SELECT, UPDATE ON wireroom.chunk_models TO wireroom_loader;
END
$make$;
