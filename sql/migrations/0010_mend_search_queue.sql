-- A text whose only unspaced letters stood alone had no vector at all, and its row stopped every later indexing.
-- Now every text has a vector, a row that fails steps aside with its reason, and what was stuck is made again.
CREATE OR REPLACE FUNCTION wireroom.letter_pairs(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT coalesce(
        array_agg(DISTINCT letter || CASE WHEN follower ~ wireroom.unspaced() THEN follower ELSE '' END), '{}'
    )
    FROM (
        SELECT letter, lead(letter) OVER (ORDER BY place) AS follower
        FROM unnest(string_to_array(words, NULL)) WITH ORDINALITY AS spelt (letter, place)
    ) AS neighbours
    WHERE letter ~ wireroom.unspaced()
);
COMMENT ON FUNCTION wireroom.letter_pairs IS
    'Each pair of neighbouring letters of the unspaced scripts in a text, and the last letter of each run alone; never NULL.';

CREATE OR REPLACE FUNCTION wireroom.search_vector(language text, title text, summary text, body text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
    config CONSTANT regconfig := wireroom.search_config(language);
    head CONSTANT text := left(coalesce(title, ''), 2000);
    full_text CONSTANT text := coalesce(body, '');
    lead CONSTANT text := CASE
        WHEN starts_with(full_text, left(coalesce(summary, ''), 80)) THEN ''
        ELSE left(coalesce(summary, ''), 10000)
    END;
    main CONSTANT text := CASE WHEN octet_length(full_text) <= 200000 THEN full_text ELSE left(full_text, 50000) END;
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
COMMENT ON FUNCTION wireroom.search_vector IS 'What an article is found by: title (A), summary (B), text (D); never NULL.';

ALTER TABLE wireroom.search_queue
    ADD COLUMN queued_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN attempts integer NOT NULL DEFAULT 0,
    ADD COLUMN next_try_at timestamptz,
    ADD COLUMN reason text NOT NULL DEFAULT '';
COMMENT ON TABLE wireroom.search_queue IS 'Articles filed or revised whose search is still to be made; empty but for moments and for those that fail.';
COMMENT ON COLUMN wireroom.search_queue.queued_at IS 'Since when it waits, by the clock of the database.';
COMMENT ON COLUMN wireroom.search_queue.attempts IS 'How often it failed.';
COMMENT ON COLUMN wireroom.search_queue.next_try_at IS 'When it is tried again; NULL: at once.';
COMMENT ON COLUMN wireroom.search_queue.reason IS 'Why the last attempt failed, in words; empty: it has not.';

COMMENT ON COLUMN wireroom.runs.detail IS 'Why it failed, or what else is to be known of it, in words.';
