-- A pair of letters without a place has no weight, so that Chinese, Japanese and Thai words ranked an article alike whether
-- they stood in its title or at its end. Those of title and summary have both now; in the text places would take more room
-- than the pairs.
CREATE FUNCTION wireroom.placed_pairs(words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT coalesce(string_agg(format('%L:%s', pair, place), ' '), '')::tsvector
    FROM (
        SELECT letter || follower AS pair, min(place) AS place
        FROM (
            SELECT letter, place, lead(letter) OVER (ORDER BY place) AS follower
            FROM unnest(string_to_array(words, NULL)) WITH ORDINALITY AS spelt (letter, place)
        ) AS neighbours
        WHERE letter ~ wireroom.unspaced() AND follower ~ wireroom.unspaced()
        GROUP BY 1
    ) AS pairs
);
COMMENT ON FUNCTION wireroom.placed_pairs IS 'Each pair of neighbouring letters of the unspaced scripts in a text, and where it stands first.';

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
    pairs tsvector;
    letters CONSTANT text := wireroom.unspaced() || '+';
    vector tsvector;
BEGIN
    IF head || lead || main ~ wireroom.unspaced() THEN
        pairs := setweight(wireroom.placed_pairs(head), 'A')
            || setweight(wireroom.placed_pairs(lead), 'B')
            || array_to_tsvector(wireroom.letter_pairs(concat_ws(' ', head, lead, main)));
        head := regexp_replace(head, letters, ' ', 'g');
        lead := regexp_replace(lead, letters, ' ', 'g');
        main := regexp_replace(main, letters, ' ', 'g');
    END IF;
    vector := setweight(to_tsvector(config, head), 'A')
        || setweight(to_tsvector(config, lead), 'B')
        || to_tsvector(config, main);
    RETURN CASE WHEN pairs IS NULL THEN vector ELSE vector || pairs END;
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN to_tsvector('wireroom.simple', left(title, 500));
END
$$;
COMMENT ON FUNCTION wireroom.search_vector IS
    'What an article is found by: title (A), summary (B), text (D), and pairs of letters of unspaced scripts; never NULL.';

-- Made searchable anew by the next filings, some at a time and the latest first; last of all, as a filing that revises one of
-- them waits from here to the end of the migration.
INSERT INTO wireroom.search_queue (article_id)
SELECT a.id FROM wireroom.articles AS a
WHERE a.title ~ wireroom.unspaced() AND EXISTS (SELECT FROM wireroom.article_search AS s WHERE s.article_id = a.id)
ON CONFLICT DO NOTHING;
