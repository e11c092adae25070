-- What is left out (-word, -"a phrase") is left out in every language: where one stemmer cuts it in another way than the
-- article's, `NOT` of that would be true of each. A hyphen before no word is none; some thirty of them overflow a stack.
CREATE OR REPLACE FUNCTION wireroom.asked_query(query text, language text) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
    SELECT CASE WHEN numnode(wanted) = 0 OR unwanted IS NULL THEN wanted ELSE wanted && !!unwanted END
    FROM (SELECT regexp_replace(query, '-+(?=[-\s!#-,./:-@[-`{-~]|$)', ' ', 'g') AS words) AS asked
    CROSS JOIN LATERAL (
        SELECT
            wireroom.search_query(regexp_replace(words, '(^|\s)-("[^"]*"?|[^\s"]+)', ' ', 'g'), language) AS wanted,
            (
                SELECT string_agg(format('(%s)', parsed), ' | ')::tsquery
                FROM regexp_matches(words, '(?:^|\s)-("[^"]*"?|[^\s"]+)', 'g') AS found
                CROSS JOIN LATERAL (SELECT wireroom.search_query(found[1], language) AS parsed) AS term
                WHERE numnode(parsed) > 0
            ) AS unwanted
    ) AS parts
);
COMMENT ON FUNCTION wireroom.asked_query IS 'A query as web search engines read it, in one language or in all.';

-- Ranks among the newest 2,000 matches: for a common word, ranking every match would take minutes.
CREATE OR REPLACE FUNCTION news.search(
    query text,
    since timestamptz DEFAULT NULL,
    until timestamptz DEFAULT NULL,
    publisher text DEFAULT NULL,
    language text DEFAULT NULL,
    max_results integer DEFAULT 50
) RETURNS TABLE (
    id bigint,
    rank real,
    published_at timestamptz,
    publisher_domain text,
    title text,
    headline text,
    url text,
    article_language text
)
LANGUAGE sql STABLE
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
SET jit = off -- compiling takes longer than searching
AS $$
    WITH asked AS (
        -- A pasted article is no query: its first words are, and thousands would take Postgres minutes.
        SELECT wireroom.asked_query(
            CASE
                WHEN length(search.query) <= 500 THEN search.query
                ELSE regexp_replace(left(search.query, 500), '\s\S*$', '')
            END,
            search.language
        ) AS words
    ),
    newest AS MATERIALIZED (
        SELECT s.article_id, s.published_at
        FROM asked
        CROSS JOIN wireroom.article_search AS s
        LEFT JOIN wireroom.publishers AS p ON p.id = s.publisher_id
        WHERE s.search @@ asked.words
            AND (search.since IS NULL OR s.published_at >= search.since)
            AND (search.until IS NULL OR s.published_at < search.until)
            AND (search.publisher IS NULL OR p.domain = lower(search.publisher) OR p.name ILIKE search.publisher)
            AND (search.language IS NULL OR split_part(s.language, '-', 1) = split_part(lower(search.language), '-', 1))
        ORDER BY s.published_at DESC NULLS LAST
        LIMIT 2000
    ),
    found AS (
        SELECT newest.article_id, newest.published_at, asked.words, ts_rank(s.search, asked.words) AS rank
        FROM newest
        CROSS JOIN asked
        JOIN wireroom.article_search AS s ON s.article_id = newest.article_id
    ),
    best AS (
        SELECT * FROM found
        ORDER BY found.rank DESC, found.published_at DESC NULLS LAST, found.article_id
        LIMIT greatest(coalesce(search.max_results, 2000), 0)
    )
    SELECT
        a.id,
        best.rank,
        a.published_at,
        p.domain,
        a.title,
        ts_headline(
            wireroom.search_config(a.language), left(a.text, 20000), best.words,
            'MaxFragments=2, MinWords=8, MaxWords=24, StartSel=«, StopSel=», FragmentDelimiter=" … "'
        ),
        a.url,
        a.language
    FROM best
    JOIN wireroom.articles AS a ON a.id = best.article_id
    LEFT JOIN wireroom.publishers AS p ON p.id = a.publisher_id
    ORDER BY best.rank DESC, a.published_at DESC NULLS LAST, a.id
$$;
COMMENT ON FUNCTION news.search IS
    'Ranked full-text search. query: words, "a phrase", or, -not, of which the first 500 characters count; since (included) and until (left out) bound published_at; publisher: domain or name; language: BCP 47. The found words stand between « » in headline.';
