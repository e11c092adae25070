-- Which feeds are meant by the text that commands, DAGs and pages take. An address among the words gives them its
-- collation "C", in which lower() knows no letters but a to z.
CREATE OR REPLACE FUNCTION wireroom.feed_fits(match text, feed_id bigint, publisher text, words text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE
    WHEN match = '' THEN true
    WHEN match ~ '^feed:[0-9]+$' THEN feed_id::text = substr(match, 6)
    WHEN starts_with(match, 'publisher:') THEN coalesce(publisher = substr(match, 11), false)
    ELSE strpos(lower(words COLLATE pg_catalog."default"), lower(match COLLATE pg_catalog."default")) > 0
END;
COMMENT ON FUNCTION wireroom.feed_fits IS 'True: the feed is meant by feed:NUMBER, by publisher:NAME to the letter, or has the text in its words; empty means all.';
