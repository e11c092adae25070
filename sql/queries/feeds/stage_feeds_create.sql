-- Where the list of feeds is put to be compared; dropped with the transaction.
CREATE TEMPORARY TABLE listed_feeds (
    place bigint GENERATED ALWAYS AS IDENTITY,
    url text COLLATE "C", title text, publisher text, country text, language text, timezone text, category text[],
    every interval, paused boolean, private boolean, archive text, access jsonb,
    secrets jsonb, family text, full_text text, rules jsonb
) ON COMMIT DROP;
