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

    -- By the mean of the article's vectors, so that one look into the index does; a wider one where long articles crowd it.
    -- What pgvector knows is set in the body: in the definition only a superuser may, while its library is not loaded.
    EXECUTE format($similar$
        CREATE OR REPLACE FUNCTION news.similar(article bigint, most integer DEFAULT 10, by_model text DEFAULT NULL)
        RETURNS TABLE (article_id bigint, similarity real, title text, url text, publisher text, published_at timestamptz)
        LANGUAGE plpgsql STABLE ROWS 10
        SECURITY DEFINER
        SET search_path = pg_catalog, wireroom, pg_temp
        SET jit = off
        AS $body$
        #variable_conflict use_column
        DECLARE
            taken wireroom.chunk_models;
            mean %1$s.halfvec;
            wanted CONSTANT integer := greatest(least($2, 100), 0);
            looks integer := 4 * wanted;
            seen integer;
            ids bigint[];
            similarities real[];
        BEGIN
            SELECT m.* INTO taken
            FROM wireroom.chunk_models AS m
            WHERE ($3 IS NULL OR m.model = $3) AND EXISTS (
                SELECT FROM wireroom.chunks AS c
                JOIN wireroom.article_heads AS h ON h.id = c.article_id AND h.revisions + 1 = c.version
                WHERE c.article_id = $1 AND c.model = m.model
            )
            ORDER BY m.enabled_at DESC
            LIMIT 1;
            IF NOT FOUND THEN
                RETURN;
            END IF;
            SELECT %1$s.avg(c.embedding) INTO mean
            FROM wireroom.chunks AS c
            JOIN wireroom.article_heads AS h ON h.id = c.article_id AND h.revisions + 1 = c.version
            WHERE c.article_id = $1 AND c.model = taken.model;
            PERFORM set_config('hnsw.ef_search', '400', true), set_config('hnsw.iterative_scan', 'relaxed_order', true),
                set_config('hnsw.max_scan_tuples', '100000', true), set_config('hnsw.scan_mem_multiplier', '8', true);
            LOOP
                EXECUTE format($near$
                    WITH near AS MATERIALIZED (
                        SELECT
                            c.article_id,
                            c.version,
                            1 - (c.embedding::%1$s.halfvec(%%1$s) OPERATOR(%1$s.<=>) $1::%1$s.halfvec(%%1$s)) AS similarity
                        FROM wireroom.chunks AS c
                        WHERE c.model = %%2$L
                        ORDER BY c.embedding::%1$s.halfvec(%%1$s) OPERATOR(%1$s.<=>) $1::%1$s.halfvec(%%1$s)
                        LIMIT $3
                    ),
                    best AS (
                        SELECT n.article_id, max(n.similarity) AS similarity
                        FROM near AS n
                        JOIN wireroom.article_heads AS h ON h.id = n.article_id AND h.revisions + 1 = n.version
                        WHERE n.article_id <> $2
                        GROUP BY n.article_id
                        ORDER BY similarity DESC, n.article_id
                        LIMIT $4
                    )
                    SELECT (SELECT count(*) FROM near), array_agg(b.article_id), array_agg(b.similarity::real) FROM best AS b
                $near$, taken.dimensions, taken.model) INTO seen, ids, similarities USING mean, $1, looks, wanted;
                EXIT WHEN coalesce(cardinality(ids), 0) >= wanted OR seen < looks OR looks > 40000;
                looks := 4 * looks;
            END LOOP;
            RETURN QUERY
            SELECT best.article_id, best.similarity, a.title, a.url, coalesce(p.name, p.domain), a.published_at
            FROM unnest(ids, similarities) AS best (article_id, similarity)
            JOIN wireroom.articles AS a ON a.id = best.article_id
            LEFT JOIN wireroom.publishers AS p ON p.id = a.publisher_id
            ORDER BY best.similarity DESC, best.article_id;
        END
        $body$
    $similar$, home);
    COMMENT ON FUNCTION news.similar IS
        'Articles whose pieces are nearest to this one, the nearest first; similarity: cosine, 1 is the same. most: 100 at most; by_model: NULL is, of the models that this article has vectors by, the one enabled last. None: the article has no vectors (yet, or it is reserved).';
    REVOKE ALL ON FUNCTION news.similar FROM PUBLIC;
    GRANT SELECT ON news.chunks TO wireroom_reader, wireroom_loader;
    GRANT EXECUTE ON FUNCTION news.similar TO wireroom_reader, wireroom_loader;
    GRANT SELECT, INSERT, DELETE ON wireroom.chunks TO wireroom_loader;
    GRANT SELECT, INSERT, UPDATE, DELETE ON wireroom.chunk_queue TO wireroom_loader;
    GRANT SELECT, UPDATE ON wireroom.chunk_models TO wireroom_loader;
END
$make$;
