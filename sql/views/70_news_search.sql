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

-- A word that is a stop word in one language is asked for in the others; what one stemmer makes of a word says nothing of
-- texts that another has cut. So each reading counts for the articles that were indexed as it was read, and for no others.
-- A hyphen before no word leaves nothing out; some thirty of them overflow a stack.
CREATE OR REPLACE FUNCTION wireroom.query_readings(query text, read_by regconfig[])
RETURNS TABLE (words tsquery, configs regconfig[])
LANGUAGE sql STABLE ROWS 4 PARALLEL SAFE
BEGIN ATOMIC
    WITH typed AS (
        SELECT regexp_replace(wireroom.plain_marks(wireroom.with_initials(translate(query, '“”„«»', '"""""'), '')), '-+(?=[-\s!#-,./:-@[-`{-~]|$)', ' ', 'g') AS words
    ),
    -- word* stands for all words that begin so; taken out, since the rest is read as web search engines do
    without AS MATERIALIZED (
        SELECT regexp_replace(words, '("[^"]*"?)|(^|\s)-?[^\s"*]{2,}\*(?=\s|$)', '\1 ', 'g') AS whole FROM typed
    ),
    -- what stands alike in every language
    beginnings AS MATERIALIZED (
        SELECT
            coalesce((string_agg(begins, ' & ') FILTER (WHERE hyphen = ''))::tsquery, ''::tsquery) AS wanted,
            coalesce((string_agg(begins, ' | ') FILTER (WHERE hyphen <> ''))::tsquery, ''::tsquery) AS unwanted
        FROM (
            SELECT found[1] AS hyphen, format('(%s)', wireroom.prefix_query(found[2])) AS begins
            FROM typed, regexp_matches(
                regexp_replace(words, '"[^"]*"?', ' ', 'g'), '(?:^|\s)(-?)([^\s"*]{2,})\*(?=\s|$)', 'g'
            ) AS found
            WHERE numnode(wireroom.prefix_query(found[2])) > 0
        ) AS each_prefix
    ),
    terms AS MATERIALIZED (
        SELECT
            term.is_wanted,
            CASE WHEN rest ~ '[^[:space:][:punct:]]' THEN rest END AS spaced, -- of a blank Postgres would say so too
            coalesce(wireroom.unspaced_query(term.text), ''::tsquery) AS pairs
        FROM (
            SELECT true AS is_wanted, regexp_replace(whole, '(^|\s)-("[^"]*"?|[^\s"]+)', ' ', 'g') AS text FROM without
            UNION ALL
            SELECT false, found[1] FROM without, regexp_matches(whole, '(?:^|\s)-("[^"]*"?|[^\s"]+)', 'g') AS found
        ) AS term
        CROSS JOIN LATERAL (SELECT regexp_replace(term.text, wireroom.unspaced() || '+', ' ', 'g') AS rest) AS apart
        WHERE term.text ~ '[^[:space:][:punct:]]' -- of nothing but spaces and marks Postgres would say so, a line a language
    ),
    each_language AS (
        SELECT
            config,
            coalesce((
                SELECT coalesce(websearch_to_tsquery(config, spaced), ''::tsquery) && pairs FROM terms WHERE is_wanted
            ), ''::tsquery) && (SELECT wanted FROM beginnings) AS wanted,
            coalesce((
                SELECT string_agg(format('(%s)', parsed), ' | ')::tsquery
                FROM terms
                CROSS JOIN LATERAL (
                    SELECT coalesce(websearch_to_tsquery(config, spaced), ''::tsquery) && pairs AS parsed
                ) AS read
                WHERE NOT is_wanted AND numnode(parsed) > 0
            ), ''::tsquery) || (SELECT unwanted FROM beginnings) AS unwanted
        FROM unnest(read_by) AS config
    )
    SELECT wanted && !!unwanted, array_agg(config)
    FROM each_language
    WHERE numnode(wanted) > 0
    GROUP BY 1;
END;
COMMENT ON FUNCTION wireroom.query_readings IS
    'A query as web search engines read it, in each of these configurations: those that read it alike in one row, none that finds nothing in it.';

CREATE OR REPLACE FUNCTION wireroom.readings_in_all(query text)
RETURNS TABLE (words tsquery, configs regconfig[])
LANGUAGE sql STABLE ROWS 4
SET client_min_messages = warning -- that it is stop words to a language nobody named
BEGIN ATOMIC
    SELECT r.words, r.configs
    FROM wireroom.query_readings(
        query, ARRAY(SELECT c.oid::regconfig FROM pg_ts_config AS c WHERE c.cfgnamespace = 'wireroom'::regnamespace)
    ) AS r;
END;
COMMENT ON FUNCTION wireroom.readings_in_all IS 'A query as each language reads it.';

CREATE OR REPLACE FUNCTION wireroom.asked_readings(query text, language text)
RETURNS TABLE (words tsquery, configs regconfig[])
LANGUAGE sql STABLE ROWS 4
BEGIN ATOMIC
    SELECT r.words, r.configs
    FROM wireroom.query_readings(wireroom.first_words(query), ARRAY[wireroom.search_config(language)]) AS r
    WHERE language IS NOT NULL
    UNION ALL
    SELECT r.words, r.configs FROM wireroom.readings_in_all(wireroom.first_words(query)) AS r WHERE language IS NULL;
END;
COMMENT ON FUNCTION wireroom.asked_readings IS 'A query as this language reads it, or as each does, where none is named.';

CREATE OR REPLACE FUNCTION wireroom.wanted_words(words tsquery) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN querytree($1)::tsquery;
COMMENT ON FUNCTION wireroom.wanted_words IS
    'A query without what it leaves out: to ts_rank, one wanted word and one unwanted are a pair of which half is missing.';

CREATE OR REPLACE FUNCTION wireroom.is_unspaced(body text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 2 * length(regexp_replace(left(body, 300), wireroom.unspaced(), '', 'g')) < least(length(body), 300);
COMMENT ON FUNCTION wireroom.is_unspaced IS 'Whether a text is mostly in a script that is searched by pairs, by how it begins.';

CREATE OR REPLACE FUNCTION wireroom.typed_headline(body text, query text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH shown AS MATERIALIZED (SELECT lower(body) AS folded, wireroom.is_unspaced(body) AS is_unspaced),
    typed AS MATERIALIZED (
        SELECT DISTINCT btrim(found[1], '.,:;!?()*''') AS word
        FROM regexp_matches(
            regexp_replace(lower(query), '(^|\s)-("[^"]*"?|[^\s"]+)', ' ', 'g'),
            wireroom.unspaced() || '+|[^[:space:]"“”„«»]+(?:"[^[:space:]"])?', 'g'
        ) AS found
        LIMIT 20
    ),
    sought AS MATERIALIZED (
        -- any mark stands for any other, as in H&M and in acronyms of Hebrew
        SELECT regexp_replace(word, '[^[:alnum:]\u0080-\U0010FFFF]|[\u05F3\u05F4\u2019]', '.', 'g') AS pattern FROM typed
        WHERE word NOT IN ('', 'or')
        UNION
        SELECT pair
        FROM shown, typed, unnest(wireroom.letter_pairs(word)) AS pair
        WHERE is_unspaced AND length(pair) = 2 AND strpos(folded, word) = 0 -- so it was found by its pairs
        LIMIT 40
    ),
    whole AS MATERIALIZED ( -- letters beside Latin ones part them in a text without spaces
        SELECT
            CASE WHEN pattern ~ '^[a-z0-9]' THEN '(?<![a-z0-9])' ELSE '' END || pattern
            || CASE WHEN pattern ~ '[a-z0-9]$' THEN '(?![a-z0-9])' ELSE '' END AS pattern
        FROM sought
    ),
    placed AS MATERIALIZED (
        SELECT whole.pattern, regexp_instr(shown.folded, whole.pattern) AS place FROM shown, whole
    ),
    passage AS (
        SELECT
            string_agg(pattern, '|') AS pattern,
            -- which begins with no vowel of a letter before it
            regexp_replace(
                substr(body, greatest(coalesce(min(place), 1) - 40, 1), 120),
                '^[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECE]+', ''
            ) AS words
        FROM placed
        WHERE place > 0
    )
    SELECT CASE
        WHEN pattern IS NOT NULL THEN regexp_replace(words, '(' || pattern || ')', '«\1»', 'gi')
        WHEN is_unspaced THEN words
    END
    FROM shown, passage;
END;
COMMENT ON FUNCTION wireroom.typed_headline IS
    'The passage of a text around the words of a query as they were typed, these between « »; where none is in it NULL, or its beginning in scripts without spaces.';

CREATE OR REPLACE FUNCTION wireroom.headline(body text, config regconfig, words tsquery, query text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
    options CONSTANT text := 'MaxFragments=2, MinWords=8, MaxWords=24, StartSel=«, StopSel=», FragmentDelimiter=" … "';
    passages text;
BEGIN
    -- To ts_headline a text without spaces is a few words, none of them the one asked for.
    IF wireroom.is_unspaced(body) THEN
        RETURN wireroom.typed_headline(body, query);
    END IF;
    passages := ts_headline(config, body, words, options);
    IF strpos(passages, '«') = 0 THEN
        -- Where a word stands in the title alone, no passage of the text has them all.
        passages := ts_headline(config, body, replace(wireroom.wanted_words(words)::text, ' & ', ' | ')::tsquery, options);
    END IF;
    IF strpos(passages, '«') = 0 THEN -- the text may spell it otherwise than the index does: see wireroom.one_spelling
        passages := coalesce(wireroom.typed_headline(body, query), passages);
    END IF;
    RETURN passages;
END
$$;
COMMENT ON FUNCTION wireroom.headline IS 'Passages of a text with what a query finds in it between « »; how it begins where that is nothing.';

-- Planned as a part of what calls it, which has to SET enable_seqscan = off: vectors lie apart from their rows, which the
-- planner does not count, and read one by one they cost a hundredfold.
CREATE OR REPLACE FUNCTION wireroom.search_matches(
    query text, since timestamptz, until timestamptz, publisher text, language text
) RETURNS TABLE (
    article_id bigint,
    published_at timestamptz,
    publisher_id bigint,
    article_language text,
    words tsquery
)
LANGUAGE sql STABLE
BEGIN ATOMIC
    -- Materialized, or the query is read anew for each article of a span of time: half a millisecond each.
    WITH asked AS MATERIALIZED (SELECT r.words, r.configs FROM wireroom.asked_readings(query, language) AS r),
    span AS MATERIALIZED ( -- undated articles are in none
        SELECT s.article_id
        FROM wireroom.article_search AS s
        WHERE s.published_at >= coalesce(since, '-infinity') AND s.published_at < coalesce(until, 'infinity')
        LIMIT CASE WHEN coalesce(since, until) IS NULL THEN 0 ELSE 1001 END
    ),
    -- Few are looked at one by one, however common the word. Else the words find, and dates only leave out: the planner
    -- would rather go by dates than through an index that has entries pending, and read the vector of each article of them.
    way AS MATERIALIZED (
        SELECT coalesce(since, until) IS NOT NULL AND count(*) <= 1000 AS is_by_date FROM span
    )
    SELECT s.article_id, s.published_at, s.publisher_id, s.language, s.words
    FROM (
        SELECT s.article_id, s.published_at, s.publisher_id, s.language, its.words
        FROM span
        CROSS JOIN LATERAL (SELECT a.* FROM wireroom.article_search AS a WHERE a.article_id = span.article_id OFFSET 0) AS s
        CROSS JOIN LATERAL (
            SELECT r.words FROM asked AS r WHERE wireroom.search_config(s.language) = ANY(r.configs) LIMIT 1
        ) AS its
        WHERE (SELECT is_by_date FROM way) AND s.search @@ its.words
        UNION ALL
        SELECT s.article_id, s.published_at, s.publisher_id, s.language, asked.words
        FROM asked
        CROSS JOIN wireroom.article_search AS s
        WHERE NOT (SELECT is_by_date FROM way)
            AND s.search @@ asked.words
            AND (s.published_at >= since) IS NOT FALSE -- as below, in words that no index answers
            AND (s.published_at < until) IS NOT FALSE
            AND wireroom.search_config(s.language) = ANY(asked.configs)
        OFFSET 0
    ) AS s
    WHERE (since IS NULL OR s.published_at >= since)
        AND (until IS NULL OR s.published_at < until)
        AND (
            publisher IS NULL
            OR s.publisher_id IN (
                SELECT p.id FROM wireroom.publishers AS p WHERE p.domain = lower(publisher) OR p.name ILIKE publisher ESCAPE ''
            )
        )
        AND (search_matches.language IS NULL OR split_part(s.language, '-', 1) = split_part(lower(search_matches.language), '-', 1));
END;
COMMENT ON FUNCTION wireroom.search_matches IS 'Every article that a query finds, each with the query as its language reads it.';

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
SET enable_seqscan = off
AS $$
    SELECT m.article_id, m.published_at, m.publisher_id, m.article_language
    FROM wireroom.search_matches(
        search_ids.query, search_ids.since, search_ids.until, search_ids.publisher, search_ids.language
    ) AS m
$$;
COMMENT ON FUNCTION news.search_ids IS
    'Every article that news.search matches, without rank, headline or limit, in no order. The same query, since, until, publisher and language.';

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
SET enable_seqscan = off
AS $$
    WITH newest AS MATERIALIZED (
        SELECT m.article_id, m.published_at, m.words
        FROM wireroom.search_matches(search.query, search.since, search.until, search.publisher, search.language) AS m
        ORDER BY m.published_at DESC NULLS LAST
        LIMIT wireroom.search_cap()
    ),
    found AS (
        SELECT newest.*, ts_rank(s.search, wireroom.wanted_words(newest.words)) AS rank
        FROM newest
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
        wireroom.headline(left(a.text, 20000), wireroom.search_config(a.language), best.words, wireroom.first_words(search.query)),
        a.url,
        a.language
    FROM best
    JOIN wireroom.articles AS a ON a.id = best.article_id
    LEFT JOIN wireroom.publishers AS p ON p.id = a.publisher_id
    ORDER BY best.rank DESC, a.published_at DESC NULLS LAST, a.id
$$;
COMMENT ON FUNCTION news.search IS
    'Ranked full-text search over title (weight 1), summary (0.4, where the text does not begin with it) and text (0.1; of one of more than 200,000 bytes its first 50,000 characters), as ts_rank has it; authors, tags, section and publisher are not searched. query: words, "a phrase", or, -not, begin*, of which the first 500 characters count; since (included) and until (left out) bound published_at; publisher: domain or name; language: BCP 47. The found words stand between « » in headline. Of more matches than 2,000 the newest are ranked (SET news.search_cap = 10000 for more); news.search_ids and news.search_count have no such limit.';

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

-- Until November 2026 all readings were one query, in which a stop word of one language was left out for all.
DROP FUNCTION IF EXISTS wireroom.asked_query(text, text);
DROP FUNCTION IF EXISTS wireroom.search_query(text, text);
DROP FUNCTION IF EXISTS wireroom.spaced_query(text, text);
