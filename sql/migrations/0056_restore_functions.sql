-- Functions whose text a restore by an operator could not make (a setting of pg_trgm, before that is loaded), or made
-- otherwise than it was written (BETWEEN between other conditions).
CREATE OR REPLACE FUNCTION wireroom.title_words(title text, authors text[]) RETURNS SETOF text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT DISTINCT word
    FROM regexp_split_to_table(
        lower(unaccent(wireroom.plain_marks(left(title, 500) || ' ' || left(array_to_string(authors, ' '), 500)))), '[^[:alnum:]]+'
    ) AS word
    WHERE length(word) >= 4 AND length(word) <= 40 AND word !~ '^\d' AND word !~ wireroom.unspaced();
END;

CREATE OR REPLACE FUNCTION wireroom.meant_word(typed text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    -- `%` finds by the index, from .3 on where nobody has set it otherwise.
    SELECT w.word
    FROM wireroom.search_words AS w
    WHERE w.word % lower(unaccent(typed)) AND similarity(w.word, lower(unaccent(typed))) >= 0.4 AND w.times >= 2
    ORDER BY similarity(w.word, lower(unaccent(typed))) DESC, w.times DESC, w.word
    LIMIT 1;
END;
