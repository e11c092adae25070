-- The next part of the same transaction starts with empty tables.
TRUNCATE staged_articles, staged_keys, staged_copies, staged_sightings;
