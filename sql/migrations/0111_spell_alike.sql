-- One word, written in two ways, was two: Persian with Arabic letters or a joiner, Hebrew acronyms with either mark, digits
-- of other scripts, half-width katakana; and of AT&T nothing was left but stop words.
CREATE FUNCTION wireroom.spelt_variously() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '[\u0591-\u06FF\u0900-\u0B7F\u200C\u200D\uFB1D-\uFDFF\uFE70-\uFEFE\uFF66-\uFF9F]';
COMMENT ON FUNCTION wireroom.spelt_variously IS 'Regular expression of one letter of a script that one_spelling changes.';

CREATE FUNCTION wireroom.one_spelling(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT translate(
        regexp_replace(
            regexp_replace(
                string_agg(coalesce(normalize(run[1], NFKC), run[2]), '' ORDER BY place),
                -- points and vowel signs; nukta; joiners; the mark of a Hebrew acronym, and within a word
                '[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED'
                '\u093C\u09BC\u0A3C\u0B3C\u200D]'
                '|(?<![\u0620-\u06FF])\u200C|\u200C(?![\u0620-\u06FF])'
                '|(?<=[\u05D0-\u05EA])["\u201C\u201D\u05F4](?=[\u05D0-\u05EA](?:$|[^\u05D0-\u05EA]))'
                '|(?<=[\u05D0-\u05EA])[''\u2018\u2019\u05F3](?=[\u05D0-\u05EA])',
                '', 'g'
            ),
            '\u200C', ' ', 'g' -- parts a Persian word from its ending
        ),
        E'\u05F3\u06CC\u06A9\u06C1\u06C0\u06D5\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u06F0\u06F1\u06F2\u06F3\u06F4\u06F5\u06F6\u06F7\u06F8\u06F9'
        '\u0966\u0967\u0968\u0969\u096A\u096B\u096C\u096D\u096E\u096F\u09E6\u09E7\u09E8\u09E9\u09EA\u09EB\u09EC\u09ED\u09EE\u09EF'
        '\u0958\u0959\u095A\u095B\u095C\u095D\u095E\u095F\u09DC\u09DD\u09DF\u0A33\u0A36\u0A59\u0A5A\u0A5B\u0A5E\u0B5C\u0B5D',
        E'''\u064A\u0643\u0647\u0647\u0647012345678901234567890123456789'
        '0123456789'
        '\u0915\u0916\u0917\u091C\u0921\u0922\u092B\u092F\u09A1\u09A2\u09AF\u0A32\u0A38\u0A16\u0A17\u0A1C\u0A2B\u0B21\u0B22'
    )
    -- of the rest normalize would change too much: m² is no m2
    FROM regexp_matches(words, '([\uFB1D-\uFDFF\uFE70-\uFEFE\uFF66-\uFF9F]+)|([^\uFB1D-\uFDFF\uFE70-\uFEFE\uFF66-\uFF9F]+)', 'g')
        WITH ORDINALITY AS each_run (run, place);
END;
COMMENT ON FUNCTION wireroom.one_spelling IS
    'A text in which what Hebrew, Arabic, Persian, Urdu, the scripts of India and Japanese write in two ways is written in one.';

CREATE FUNCTION wireroom.with_initials(words text, apart text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN strpos(words, '&') > 0
        THEN regexp_replace(words, '\m([A-Za-z]{1,2}) ?& ?([A-Za-z]{1,2})\M', apart || '\1x26x\2', 'g')
    ELSE words
END;
COMMENT ON FUNCTION wireroom.with_initials IS
    'A text in which AT&T, R & D and the like are one word, that no language has: their letters are stop words. `apart`: what goes before it.';

CREATE FUNCTION wireroom.unmarked(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT regexp_replace(
        CASE -- most texts have none of these, and to look is a tenth of the work
            WHEN spelt ~ '[\u2019\u2018\u02BC\uFF07\u00AD]' THEN translate(spelt, E'\u2019\u2018\u02BC\uFF07\u00AD', '''''''''')
            ELSE spelt
        END,
        '[\u00A0-\u00A9\u00AB\u00AC\u00AE-\u00B1\u00B4\u00B6\u00B8\u00BB\u00BF\u00D7\u00F7\u037E\u0387\u0589\u05BE\u05C0\u05C3'
        '\u060C\u061B\u061F\u066A-\u066D\u06D4\u0964\u0965\u1362-\u1368\u2000-\u200B\u200E-\u206F\u20A0-\u20CF\u2190-\u2BFF'
        '\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\uFE10-\uFE1F\uFE30-\uFE6F\uFF00-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40'
        '\uFF5B-\uFF65\uFFFD\U0001F000-\U0001FAFF]+',
        ' ', 'g'
    )
    FROM (
        SELECT CASE WHEN whole ~ wireroom.spelt_variously() THEN wireroom.one_spelling(whole) ELSE whole END AS spelt
        FROM wireroom.with_initials(words, '\1 \2 ') AS whole
        OFFSET 0
    ) AS alike;
END;
COMMENT ON FUNCTION wireroom.unmarked IS 'As plain_marks, of a text that may have such marks.';

CREATE OR REPLACE FUNCTION wireroom.plain_marks(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN octet_length(words) = length(words) AND strpos(words, '&') = 0 THEN words ELSE wireroom.unmarked(words) END;
COMMENT ON FUNCTION wireroom.plain_marks IS
    'A text with marks of punctuation beyond ASCII as spaces, so that its words are words, and each in one spelling.';

-- Made searchable anew by the next filings; last of all, as a filing that revises one of them waits from here to the end.
INSERT INTO wireroom.search_queue (article_id)
SELECT a.id FROM wireroom.articles AS a
CROSS JOIN LATERAL (SELECT concat_ws(' ', a.title, a.summary, a.text) AS whole) AS its
WHERE (its.whole ~ wireroom.spelt_variously() OR its.whole ~ '\m[A-Za-z]{1,2} ?& ?[A-Za-z]{1,2}\M')
    AND EXISTS (SELECT FROM wireroom.article_search AS s WHERE s.article_id = a.id)
ON CONFLICT DO NOTHING;
