-- Full-text search in each article's own language, accents aside; scripts without spaces by pairs of letters.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- A database that cannot fold the case of non-Latin letters would search them letter for letter.
DO $$
BEGIN
    IF lower('ÀЖΩ') <> 'àжω' THEN
        RAISE EXCEPTION 'this database cannot tell the case of letters beyond ASCII (its locale is C)'
            USING HINT = 'Create it anew: CREATE DATABASE wireroom TEMPLATE template0 ENCODING ''UTF8'' '
                'LOCALE_PROVIDER builtin BUILTIN_LOCALE ''C.UTF-8'' (before version 17: LOCALE ''C.UTF-8'').';
    END IF;
END
$$;

-- One configuration a stemmer; a server too old for one (Estonian came with 18) takes words as they are.
DO $$
DECLARE
    name text;
    known boolean;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'simple', 'arabic', 'armenian', 'basque', 'catalan', 'danish', 'dutch', 'english', 'estonian', 'finnish',
        'french', 'german', 'greek', 'hindi', 'hungarian', 'indonesian', 'irish', 'italian', 'lithuanian',
        'nepali', 'norwegian', 'portuguese', 'romanian', 'russian', 'serbian', 'spanish', 'swedish', 'tamil',
        'turkish', 'yiddish'
    ] LOOP
        SELECT EXISTS (
            SELECT FROM pg_ts_config WHERE cfgname = name AND cfgnamespace = 'pg_catalog'::regnamespace
        ) INTO known;
        EXECUTE format(
            'CREATE TEXT SEARCH CONFIGURATION wireroom.%I (COPY = pg_catalog.%I)',
            name, CASE WHEN known THEN name ELSE 'simple' END
        );
        EXECUTE format(
            'ALTER TEXT SEARCH CONFIGURATION wireroom.%I ALTER MAPPING FOR hword, hword_part, word WITH unaccent, %I',
            name, CASE WHEN known AND name <> 'simple' THEN name || '_stem' ELSE 'simple' END
        );
        EXECUTE format(
            'COMMENT ON TEXT SEARCH CONFIGURATION wireroom.%I IS %L',
            name, format('%s, with accents taken off', initcap(name))
        );
    END LOOP;
END
$$;

CREATE FUNCTION wireroom.search_config(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE split_part(lower(language), '-', 1)
    WHEN 'en' THEN 'wireroom.english'::regconfig
    WHEN 'ar' THEN 'wireroom.arabic'::regconfig
    WHEN 'hy' THEN 'wireroom.armenian'::regconfig
    WHEN 'eu' THEN 'wireroom.basque'::regconfig
    WHEN 'ca' THEN 'wireroom.catalan'::regconfig
    WHEN 'da' THEN 'wireroom.danish'::regconfig
    WHEN 'nl' THEN 'wireroom.dutch'::regconfig
    WHEN 'et' THEN 'wireroom.estonian'::regconfig
    WHEN 'fi' THEN 'wireroom.finnish'::regconfig
    WHEN 'fr' THEN 'wireroom.french'::regconfig
    WHEN 'de' THEN 'wireroom.german'::regconfig
    WHEN 'el' THEN 'wireroom.greek'::regconfig
    WHEN 'hi' THEN 'wireroom.hindi'::regconfig
    WHEN 'hu' THEN 'wireroom.hungarian'::regconfig
    WHEN 'id' THEN 'wireroom.indonesian'::regconfig
    WHEN 'ga' THEN 'wireroom.irish'::regconfig
    WHEN 'it' THEN 'wireroom.italian'::regconfig
    WHEN 'lt' THEN 'wireroom.lithuanian'::regconfig
    WHEN 'ne' THEN 'wireroom.nepali'::regconfig
    WHEN 'no' THEN 'wireroom.norwegian'::regconfig
    WHEN 'nb' THEN 'wireroom.norwegian'::regconfig
    WHEN 'nn' THEN 'wireroom.norwegian'::regconfig
    WHEN 'pt' THEN 'wireroom.portuguese'::regconfig
    WHEN 'ro' THEN 'wireroom.romanian'::regconfig
    WHEN 'ru' THEN 'wireroom.russian'::regconfig
    WHEN 'sr' THEN 'wireroom.serbian'::regconfig
    WHEN 'es' THEN 'wireroom.spanish'::regconfig
    WHEN 'sv' THEN 'wireroom.swedish'::regconfig
    WHEN 'ta' THEN 'wireroom.tamil'::regconfig
    WHEN 'tr' THEN 'wireroom.turkish'::regconfig
    WHEN 'yi' THEN 'wireroom.yiddish'::regconfig
    ELSE 'wireroom.simple'::regconfig
END;
COMMENT ON FUNCTION wireroom.search_config IS 'Text search configuration for a BCP 47 language; simple where there is none.';

-- Thai, Lao, Myanmar, Khmer, kana, ideographs, Hangul: written without spaces, or with too few to search by.
CREATE FUNCTION wireroom.unspaced() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]';
COMMENT ON FUNCTION wireroom.unspaced IS 'Regular expression of one letter of a script that is searched by pairs.';

CREATE FUNCTION wireroom.letter_pairs(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT array_agg(DISTINCT letter || coalesce(follower, ''))
    FROM (
        SELECT letter, lead(letter) OVER (ORDER BY place) AS follower
        FROM unnest(string_to_array(words, NULL)) WITH ORDINALITY AS spelt (letter, place)
    ) AS neighbours
    WHERE letter ~ wireroom.unspaced() AND (follower IS NULL OR follower ~ wireroom.unspaced())
);
COMMENT ON FUNCTION wireroom.letter_pairs IS 'Each pair of neighbouring letters of the unspaced scripts in a text.';

-- A tsvector ends at 1,048,575 bytes and must never fail a load (miniflux/v2 issue 251 and four more): 200,000
-- bytes of text stay below it, pairs and hyphenated words included, and whatever still goes wrong costs the
-- article its search, not its row.
CREATE FUNCTION wireroom.search_vector(language text, title text, summary text, body text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
    config CONSTANT regconfig := wireroom.search_config(language);
    head CONSTANT text := left(title, 2000);
    lead CONSTANT text := CASE WHEN starts_with(body, left(summary, 80)) THEN '' ELSE left(summary, 10000) END;
    main CONSTANT text := CASE WHEN octet_length(body) <= 200000 THEN body ELSE left(body, 50000) END;
    vector tsvector;
BEGIN
    vector := setweight(to_tsvector(config, head), 'A')
        || setweight(to_tsvector(config, lead), 'B')
        || to_tsvector(config, main);
    IF head || lead || main ~ wireroom.unspaced() THEN
        vector := vector || array_to_tsvector(wireroom.letter_pairs(concat_ws(' ', head, lead, main)));
    END IF;
    RETURN vector;
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN to_tsvector('wireroom.simple', left(head, 500));
END
$$;
COMMENT ON FUNCTION wireroom.search_vector IS 'What an article is found by: title (A), summary (B), text (D).';

-- Without a language, a word counts in any: each stemmer may have cut it in its own way.
CREATE FUNCTION wireroom.spaced_query(query text, language text) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
    SELECT string_agg(DISTINCT format('(%s)', parsed), ' | ')::tsquery
    FROM (
        SELECT websearch_to_tsquery(oid::regconfig, query)::text AS parsed
        FROM pg_ts_config
        WHERE cfgnamespace = 'wireroom'::regnamespace
            AND (language IS NULL OR oid::regconfig = wireroom.search_config(language))
    ) AS each_language
    WHERE parsed <> ''
);
COMMENT ON FUNCTION wireroom.spaced_query IS 'Words of a query, as web search engines read them; stemmed in one language or in all.';

CREATE FUNCTION wireroom.unspaced_query(query text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT string_agg(
        CASE WHEN length(run[1]) = 1 THEN quote_literal(run[1]) || ':*' ELSE pairs END, ' & '
    )::tsquery
    FROM regexp_matches(query, wireroom.unspaced() || '+', 'g') AS run
    CROSS JOIN LATERAL (
        SELECT string_agg(quote_literal(pair), ' & ') AS pairs
        FROM unnest(wireroom.letter_pairs(run[1])) AS pair
        WHERE length(pair) = 2
    ) AS of_run
);
COMMENT ON FUNCTION wireroom.unspaced_query IS 'Every pair of letters of a query in the unspaced scripts; a lone letter by prefix.';

CREATE FUNCTION wireroom.search_query(query text, language text) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
    SELECT CASE
        WHEN words IS NULL THEN coalesce(pairs, ''::tsquery)
        WHEN pairs IS NULL THEN words
        ELSE words && pairs
    END
    FROM (
        SELECT
            wireroom.spaced_query(regexp_replace(query, wireroom.unspaced() || '+', ' ', 'g'), language) AS words,
            wireroom.unspaced_query(query) AS pairs
    ) AS halves
);
COMMENT ON FUNCTION wireroom.search_query IS 'A query as typed into a search box, as news.search understands it.';
