-- The words of titles and names of those of these articles that cannot be found yet, so that each counts once; words that
-- are well known already are left alone. In order, so that two processes that meet wait for each other and do not lock each
-- other out.
INSERT INTO wireroom.search_words AS kept (word, times)
SELECT w.word, least(count(*), 3)
FROM wireroom.articles AS a
CROSS JOIN LATERAL wireroom.title_words(a.title, a.authors) AS w (word)
WHERE a.id = ANY(%(ids)s)
    AND NOT EXISTS (SELECT FROM wireroom.article_search AS s WHERE s.article_id = a.id)
    AND NOT EXISTS (SELECT FROM wireroom.search_words AS known WHERE known.word = w.word AND known.times >= 3)
GROUP BY w.word
ORDER BY w.word
ON CONFLICT (word) DO UPDATE SET times = least(kept.times + excluded.times, 3);
