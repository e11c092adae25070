-- The list of feeds as the operator has it.
INSERT INTO listed_feeds (
    url, title, publisher, country, language, timezone, category, every, paused, private, archive, access, secrets, family,
    full_text, rules
) VALUES %s;
