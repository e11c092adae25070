-- How a query is read, and what it finds: ranked, counted, or all of it.
CREATE OR REPLACE FUNCTION wireroom.prefix_query(word text) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE
    WHEN $1 ~ '[[:alnum:]]'
        THEN to_tsquery('wireroom.simple', '''' || regexp_replace($1, '[^[:alnum:]]+', ' ', 'g') || ''':*')
    ELSE ''::tsquery
END;
COMMENT ON FUNCTION wireroom.prefix_query IS 'All words that begin with this one.';

CREATE OR REPLACE FUNCTION wireroom.search_cap() RETURNS integer
LANGUAGE sql STABLE
RETURN CASE
    WHEN current_setting('news.search_cap', true) ~ '^\d{1,7}$'
        THEN greatest(current_setting('news.search_cap', true)::integer, 1)
    ELSE 2000
END;
COMMENT ON FUNCTION wireroom.search_cap IS 'How many matches news.search ranks, the newest: SET news.search_cap = 10000.';

-- A pasted article is no query: its first words are, and thousands would take Postgres minutes.
CREATE OR REPLACE FUNCTION wireroom.first_words(query text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN length($1) <= 500 THEN $1 ELSE regexp_replace(left($1, 500), '\s\S*$', '') END;
COMMENT ON FUNCTION wireroom.first_words IS 'What of a query counts: its first 500 characters, in whole words.';

-- What is left out (-word, -"a phrase") is left out in every language: where one stemmer cuts it in another way than the
-- article's, `NOT` of that would be true of each. A hyphen before no word is none; some thirty of them overflow a stack.
CREATE OR REPLACE FUNCTION wireroom.asked_query(query text, language text) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
    SELECT CASE WHEN numnode(wanted) = 0 OR unwanted IS NULL THEN wanted ELSE wanted && !!unwanted END
    FROM (SELECT regexp_replace(wireroom.plain_marks(translate(query, '“”„«»', '"""""')), '-+(?=[-\s!#-,./:-@[-`{-~]|$)', ' ', 'g') AS words) AS asked
    -- word* stands for all words that begin so; taken out, since the rest is read as web search engines do
    CROSS JOIN LATERAL (
        SELECT regexp_replace(words, '("[^"]*"?)|(^|\s)-?[^\s"*]{2,}\*(?=\s|$)', '\1 ', 'g') AS whole
    ) AS without
    CROSS JOIN LATERAL (
        SELECT
            string_agg(begins, ' & ') FILTER (WHERE hyphen = '')::tsquery AS wanted_begins,
            string_agg(begins, ' | ') FILTER (WHERE hyphen <> '')::tsquery AS unwanted_begins
        FROM (
            SELECT found[1] AS hyphen, format('(%s)', wireroom.prefix_query(found[2])) AS begins
            FROM regexp_matches(
                regexp_replace(words, '"[^"]*"?', ' ', 'g'), '(?:^|\s)(-?)([^\s"*]{2,})\*(?=\s|$)', 'g'
            ) AS found
            WHERE numnode(wireroom.prefix_query(found[2])) > 0
        ) AS each_prefix
    ) AS prefixes
    CROSS JOIN LATERAL (
        SELECT regexp_replace(whole, '(^|\s)-("[^"]*"?|[^\s"]+)', ' ', 'g') AS plain
    ) AS kept
    CROSS JOIN LATERAL (
        SELECT
            -- of nothing but spaces and marks Postgres would say so, a line a language
            CASE
                WHEN plain ~ '[^[:space:][:punct:]]' THEN wireroom.search_query(plain, language)
                ELSE ''::tsquery
            END AS words_wanted,
            (
                SELECT string_agg(format('(%s)', parsed), ' | ')::tsquery
                FROM regexp_matches(whole, '(?:^|\s)-("[^"]*"?|[^\s"]+)', 'g') AS found
                CROSS JOIN LATERAL (SELECT wireroom.search_query(found[1], language) AS parsed) AS term
                WHERE numnode(parsed) > 0
            ) AS words_unwanted
    ) AS parts
    CROSS JOIN LATERAL (
        SELECT
            CASE
                WHEN wanted_begins IS NULL THEN words_wanted
                WHEN numnode(words_wanted) = 0 THEN wanted_begins
                ELSE words_wanted && wanted_begins
            END AS wanted,
            coalesce(words_unwanted || unwanted_begins, words_unwanted, unwanted_begins) AS unwanted
    ) AS together
);
COMMENT ON FUNCTION wireroom.asked_query IS 'A query as web search engines read it, in one language or in all.';

-- Ranks among the newest 2,000 matches, or as many as news.search_cap says: for a common word, ranking every match would take minutes.
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
        SELECT wireroom.asked_query(wireroom.first_words(search.query), search.language) AS words
    ),
    newest AS MATERIALIZED (
        SELECT s.article_id, s.published_at
        FROM asked
        CROSS JOIN wireroom.article_search AS s
        LEFT JOIN wireroom.publishers AS p ON p.id = s.publisher_id
        WHERE s.search @@ asked.words
            AND (search.since IS NULL OR s.published_at >= search.since)
            AND (search.until IS NULL OR s.published_at < search.until)
            AND (search.publisher IS NULL OR p.domain = lower(search.publisher) OR p.name ILIKE search.publisher ESCAPE '')
            AND (search.language IS NULL OR split_part(s.language, '-', 1) = split_part(lower(search.language), '-', 1))
        ORDER BY s.published_at DESC NULLS LAST
        LIMIT wireroom.search_cap()
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
        LIMIT greatest(coalesce(search.max_results, wireroom.search_cap()), 0)
    )
    SELECT
        a.id,
        best.rank,
        a.published_at,
        p.domain,
        a.title,
        -- Where a word stands in the title alone, no passage of the text has them all, and none was marked.
        CASE
            WHEN together.passages ~ '«' THEN together.passages
            ELSE ts_headline(shown.config, shown.text, replace(querytree(best.words), ' & ', ' | ')::tsquery, shown.options)
        END,
        a.url,
        a.language
    FROM best
    JOIN wireroom.articles AS a ON a.id = best.article_id
    LEFT JOIN wireroom.publishers AS p ON p.id = a.publisher_id
    CROSS JOIN LATERAL (
        SELECT
            wireroom.search_config(a.language) AS config,
            left(a.text, 20000) AS text,
            'MaxFragments=2, MinWords=8, MaxWords=24, StartSel=«, StopSel=», FragmentDelimiter=" … "' AS options
    ) AS shown
    CROSS JOIN LATERAL (SELECT ts_headline(shown.config, shown.text, best.words, shown.options) AS passages OFFSET 0) AS together
    ORDER BY best.rank DESC, a.published_at DESC NULLS LAST, a.id
$$;
COMMENT ON FUNCTION news.search IS
    'Ranked full-text search. query: words, "a phrase", or, -not, begin*, of which the first 500 characters count; since (included) and until (left out) bound published_at; publisher: domain or name; language: BCP 47. The found words stand between « » in headline. Of more matches than 2,000 the newest are ranked (SET news.search_cap = 10000 for more); news.search_ids and news.search_count have no such limit.';

CREATE OR REPLACE FUNCTION news.search_ids(
    query text,
    since timestamptz DEFAULT NULL,
    until timestamptz DEFAULT NULL,
    publisher text DEFAULT NULL,
    language text DEFAULT NULL
) RETURNS TABLE (
    id bigint,
    published_at timestamptz,
    publisher_id bigint,
    article_language text
)
LANGUAGE sql STABLE
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
SET jit = off
SET enable_seqscan = off -- vectors lie apart from their rows, which the planner does not count: read one by one they cost a hundredfold
AS $$
    -- Materialized, or the query is read anew for each article of a span of time: half a millisecond each.
    WITH asked AS MATERIALIZED (
        SELECT wireroom.asked_query(wireroom.first_words(search_ids.query), search_ids.language) AS words
    ),
    span AS MATERIALIZED ( -- undated articles are in none
        SELECT s.article_id
        FROM wireroom.article_search AS s
        WHERE s.published_at >= coalesce(search_ids.since, '-infinity')
            AND s.published_at < coalesce(search_ids.until, 'infinity')
        LIMIT CASE WHEN coalesce(search_ids.since, search_ids.until) IS NULL THEN 0 ELSE 1001 END
    ),
    -- Few are looked at one by one, however common the word. Else the words find, and dates only leave out: the planner
    -- would rather go by dates than through an index that has entries pending, and read the vector of each article of them.
    way AS MATERIALIZED (
        SELECT coalesce(search_ids.since, search_ids.until) IS NOT NULL AND count(*) <= 1000 AS is_by_date FROM span
    ),
    found AS MATERIALIZED (
        SELECT s.article_id, s.published_at, s.publisher_id, s.language
        FROM asked
        CROSS JOIN span
        JOIN wireroom.article_search AS s ON s.article_id = span.article_id
        WHERE (SELECT is_by_date FROM way) AND s.search @@ asked.words
        UNION ALL
        SELECT s.article_id, s.published_at, s.publisher_id, s.language
        FROM asked
        CROSS JOIN wireroom.article_search AS s
        WHERE NOT (SELECT is_by_date FROM way) AND s.search @@ asked.words
    )
    SELECT s.article_id, s.published_at, s.publisher_id, s.language
    FROM found AS s
    WHERE (search_ids.since IS NULL OR s.published_at >= search_ids.since)
        AND (search_ids.until IS NULL OR s.published_at < search_ids.until)
        AND (
            search_ids.publisher IS NULL
            OR s.publisher_id IN (
                SELECT p.id FROM wireroom.publishers AS p
                WHERE p.domain = lower(search_ids.publisher) OR p.name ILIKE search_ids.publisher ESCAPE ''
            )
        )
        AND (
            search_ids.language IS NULL
            OR split_part(s.language, '-', 1) = split_part(lower(search_ids.language), '-', 1)
        )
$$;
COMMENT ON FUNCTION news.search_ids IS
    'Every article that news.search matches, without rank, headline or limit, in no order. The same query, since, until, publisher and language.';

CREATE OR REPLACE FUNCTION news.search_count(
    query text,
    since timestamptz DEFAULT NULL,
    until timestamptz DEFAULT NULL,
    publisher text DEFAULT NULL,
    language text DEFAULT NULL
) RETURNS TABLE (
    day date,
    publisher_id bigint,
    publisher_domain text,
    articles bigint
)
LANGUAGE sql STABLE
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, news, pg_temp
SET jit = off
AS $$
    SELECT c.day, c.publisher_id, p.domain, c.articles
    FROM (
        SELECT (s.published_at AT TIME ZONE 'UTC')::date AS day, s.publisher_id, count(*) AS articles
        FROM news.search_ids(
            search_count.query, search_count.since, search_count.until, search_count.publisher, search_count.language
        ) AS s
        GROUP BY 1, 2
    ) AS c
    LEFT JOIN wireroom.publishers AS p ON p.id = c.publisher_id
    ORDER BY c.day, p.domain
$$;
COMMENT ON FUNCTION news.search_count IS
    'How many articles news.search matches, exactly, by day of publication (UTC; NULL: not known) and publisher: share of voice.';

CREATE OR REPLACE FUNCTION news.did_you_mean(query text) RETURNS text
LANGUAGE sql STABLE
SECURITY DEFINER
SET search_path = pg_catalog, wireroom, pg_temp
AS $$
    SELECT string_agg(
        CASE
            WHEN word !~ '^[[:alpha:]]{4,40}$' OR wireroom.is_known_word(word) THEN word
            ELSE coalesce(wireroom.meant_word(word), word)
        END,
        ' ' ORDER BY place
    )
    FROM regexp_split_to_table(wireroom.first_words(did_you_mean.query), '\s+') WITH ORDINALITY AS typed (word, place)
$$;
COMMENT ON FUNCTION news.did_you_mean IS
    'A query with each word that no title or author''s name has replaced by the one most like it, by trigrams; the rest as typed.';

CREATE OR REPLACE FUNCTION news.search_fuzzy(
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
SET search_path = pg_catalog, news, pg_temp
AS $$
    SELECT * FROM news.search(
        news.did_you_mean(search_fuzzy.query), search_fuzzy.since, search_fuzzy.until, search_fuzzy.publisher,
        search_fuzzy.language, search_fuzzy.max_results
    )
$$;
COMMENT ON FUNCTION news.search_fuzzy IS 'news.search for what news.did_you_mean makes of the query: misspelt words and names are found.';
