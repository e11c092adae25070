-- How many of the counted articles have these words.
SELECT word, articles FROM wireroom.event_words WHERE word = ANY(%(words)s);
