-- Words beside letters of an unspaced script are words of their own: `NATO` in a Chinese sentence, `1904` before 年, were
-- one long word with them and found by nobody. The letters themselves are found by pairs, as before.
--
-- So are words beside quotation marks, dashes and dots that are not ASCII: where the database's own locale is C, as of those
-- that `make up` makes, the parser takes “ferry” for a word with its marks. Apostrophes become the ASCII one, at which it
-- parts l'école; the joiners of Persian and Indic words stay.
CREATE FUNCTION wireroom.plain_marks(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN octet_length(words) = length(words) THEN words
    ELSE regexp_replace(
        translate(words, E'\u2019\u2018\u02BC\uFF07\u00AD', ''''''''''),
        '[\u00A0-\u00A9\u00AB\u00AC\u00AE-\u00B1\u00B4\u00B6\u00B8\u00BB\u00BF\u00D7\u00F7\u037E\u0387\u0589\u05BE\u05C0\u05C3'
        '\u060C\u061B\u061F\u066A-\u066D\u06D4\u0964\u0965\u1362-\u1368\u2000-\u200B\u200E-\u206F\u20A0-\u20CF\u2190-\u2BFF'
        '\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\uFE10-\uFE1F\uFE30-\uFE6F\uFF00-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40'
        '\uFF5B-\uFF65\uFFFD\U0001F000-\U0001FAFF]+',
        ' ', 'g'
    )
END;
COMMENT ON FUNCTION wireroom.plain_marks IS 'A text with marks of punctuation beyond ASCII as spaces, so that its words are words.';

CREATE OR REPLACE FUNCTION wireroom.search_vector(language text, title text, summary text, body text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
    config CONSTANT regconfig := wireroom.search_config(language);
    head text := wireroom.plain_marks(left(coalesce(title, ''), 2000));
    full_text CONSTANT text := coalesce(body, '');
    lead text := CASE
        WHEN starts_with(full_text, left(coalesce(summary, ''), 80)) THEN ''
        ELSE wireroom.plain_marks(left(coalesce(summary, ''), 10000))
    END;
    main text := wireroom.plain_marks(
        CASE WHEN octet_length(full_text) <= 200000 THEN full_text ELSE left(full_text, 50000) END
    );
    pairs text[];
    letters CONSTANT text := wireroom.unspaced() || '+';
    vector tsvector;
BEGIN
    IF head || lead || main ~ wireroom.unspaced() THEN
        pairs := wireroom.letter_pairs(concat_ws(' ', head, lead, main));
        head := regexp_replace(head, letters, ' ', 'g');
        lead := regexp_replace(lead, letters, ' ', 'g');
        main := regexp_replace(main, letters, ' ', 'g');
    END IF;
    vector := setweight(to_tsvector(config, head), 'A')
        || setweight(to_tsvector(config, lead), 'B')
        || to_tsvector(config, main);
    RETURN CASE WHEN pairs IS NULL THEN vector ELSE vector || array_to_tsvector(pairs) END;
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN to_tsvector('wireroom.simple', left(title, 500));
END
$$;
COMMENT ON FUNCTION wireroom.search_vector IS 'What an article is found by: title (A), summary (B), text (D), and pairs of letters of unspaced scripts; never NULL.';

-- Words of titles and names, to tell what a misspelt word was meant to be. Counted to three: a word that two articles
-- have is hardly a typing error, and nothing is written for one that is known.
CREATE TABLE wireroom.search_words (
    word text COLLATE "C" PRIMARY KEY CHECK (octet_length(word) <= 200),
    times smallint NOT NULL
);
COMMENT ON TABLE wireroom.search_words IS 'Words of titles and of names of authors, in lower case and without accents.';
COMMENT ON COLUMN wireroom.search_words.word IS 'The word.';
COMMENT ON COLUMN wireroom.search_words.times IS 'Articles that had it, counted to three.';

CREATE FUNCTION wireroom.title_words(title text, authors text[]) RETURNS SETOF text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT DISTINCT word
    FROM regexp_split_to_table(
        lower(unaccent(wireroom.plain_marks(left(title, 500) || ' ' || left(array_to_string(authors, ' '), 500)))), '[^[:alnum:]]+'
    ) AS word
    WHERE length(word) BETWEEN 4 AND 40 AND word !~ '^\d' AND word !~ wireroom.unspaced();
END;
COMMENT ON FUNCTION wireroom.title_words IS 'Words of a title and of names, as search_words has them.';

INSERT INTO wireroom.search_words (word, times)
SELECT w.word, least(count(*), 3)
FROM wireroom.articles AS a
CROSS JOIN LATERAL wireroom.title_words(a.title, a.authors) AS w (word)
WHERE EXISTS (SELECT FROM wireroom.article_search AS s WHERE s.article_id = a.id)
GROUP BY w.word;
CREATE INDEX search_words_trigrams ON wireroom.search_words USING gin (word gin_trgm_ops);

CREATE FUNCTION wireroom.meant_word(typed text) RETURNS text
LANGUAGE sql STABLE
SET pg_trgm.similarity_threshold = 0.4
BEGIN ATOMIC
    SELECT w.word
    FROM wireroom.search_words AS w
    WHERE w.word % lower(unaccent(typed)) AND w.times >= 2
    ORDER BY similarity(w.word, lower(unaccent(typed))) DESC, w.times DESC, w.word
    LIMIT 1;
END;
COMMENT ON FUNCTION wireroom.meant_word IS 'The word of titles and names that is most like a misspelt one; NULL: none is.';
CREATE FUNCTION wireroom.is_known_word(typed text) RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM wireroom.search_words AS w WHERE w.word = lower(unaccent(typed)) AND w.times >= 2);
END;
COMMENT ON FUNCTION wireroom.is_known_word IS 'Two articles at least have it in a title or name.';

-- All articles are made searchable anew by the next filings, some at a time and the latest first. Last of all: a filing that
-- revises one of them waits from here to the end of the migration.
INSERT INTO wireroom.search_queue (article_id) SELECT s.article_id FROM wireroom.article_search AS s
ON CONFLICT DO NOTHING;
