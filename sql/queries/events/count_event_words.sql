-- Count the words of new articles, in order of the words.
INSERT INTO wireroom.event_words AS kept (word, articles)
SELECT new.word, new.articles
FROM unnest(%(words)s::integer[], %(counts)s::integer[]) AS new (word, articles)
ORDER BY new.word
ON CONFLICT (word) DO UPDATE SET articles = kept.articles + excluded.articles;
