-- Articles by what names them. A query of news.articles without a date is planned for every partition, which takes far longer
-- than answering it. Here the date is found first; with it and the number one partition is planned.
CREATE OR REPLACE FUNCTION news.article(id bigint) RETURNS SETOF news.articles
LANGUAGE plpgsql STABLE ROWS 1
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
AS $$
DECLARE
    published timestamptz;
BEGIN
    SELECT h.published_at INTO published FROM wireroom.article_heads AS h WHERE h.id = $1;
    IF FOUND THEN -- EXECUTE: values are known when it is planned
        RETURN QUERY EXECUTE
            'SELECT * FROM news.articles WHERE id = $1 AND '
            || CASE WHEN published IS NULL THEN 'published_at IS NULL' ELSE 'published_at = $2' END
            USING $1, published;
    END IF;
END
$$;
COMMENT ON FUNCTION news.article IS
    'The row of news.articles with this number, sooner than by a condition on its id: SELECT title FROM news.article(77). None where there is no such article.';

-- Which ones is planned once a session: the same for any address.
CREATE OR REPLACE FUNCTION news.articles_by_url(address text) RETURNS SETOF news.articles
LANGUAGE plpgsql STABLE ROWS 1
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
SET plan_cache_mode = force_generic_plan
SET jit = off
AS $$
DECLARE
    known bigint;
BEGIN
    FOR known IN SELECT a.id FROM wireroom.articles AS a WHERE a.url = $1 OR a.canonical_url = $1 ORDER BY a.id LOOP
        RETURN QUERY SELECT * FROM news.article(known);
    END LOOP;
END
$$;
COMMENT ON FUNCTION news.articles_by_url IS
    'Rows of news.articles whose url or canonical_url is this address, as it is written, by number; sooner than by a condition on either, from the second call of a session on.';
