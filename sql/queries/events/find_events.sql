-- Articles that may report on what these do: of another publisher, with two of the rarest words in common, and at most
-- three days apart; those with most in common. Of a word that hundreds have only the latest few are looked at.
-- And those with the same text.
WITH asked AS (
    SELECT m.*, floor(extract(epoch FROM m.published_at) / 259200)::integer AS span
    FROM wireroom.event_members AS m
    WHERE m.article_id = ANY(%(ids)s) AND NOT m.alone
),
shared AS (
    SELECT a.article_id, o.article_id AS other_id, count(*) AS words
    FROM asked AS a
    CROSS JOIN LATERAL unnest(a.words[:%(keys)s]) AS own (word)
    JOIN wireroom.event_keys AS mine ON mine.span = a.span AND mine.word = own.word AND mine.article_id = a.article_id
    CROSS JOIN LATERAL generate_series(a.span - 1, a.span + 1) AS near (span)
    CROSS JOIN LATERAL (
        SELECT k.article_id
        FROM wireroom.event_keys AS k
        WHERE k.span = near.span AND k.word = mine.word
        ORDER BY k.article_id DESC
        LIMIT %(latest)s
    ) AS found
    JOIN wireroom.event_members AS o ON o.article_id = found.article_id
    WHERE NOT o.alone
        AND o.publisher_id <> a.publisher_id
        AND abs(extract(epoch FROM o.published_at - a.published_at)) <= 259200
    GROUP BY a.article_id, o.article_id
    HAVING count(*) >= 2
),
numbered AS (
    SELECT s.*, row_number() OVER (PARTITION BY s.article_id ORDER BY s.words DESC, s.other_id DESC) AS place
    FROM shared AS s
)
SELECT n.article_id, n.other_id, false AS is_copy FROM numbered AS n WHERE n.place <= %(most)s
UNION ALL
SELECT a.article_id, c.article_id, true
FROM asked AS a
JOIN wireroom.story_members AS s ON s.article_id = a.article_id AND s.grouped
CROSS JOIN LATERAL (
    SELECT o.article_id
    FROM wireroom.story_members AS o
    JOIN wireroom.event_members AS e ON e.article_id = o.article_id AND NOT e.alone
    WHERE o.story_id = s.story_id AND o.grouped AND o.article_id <> a.article_id
        AND o.published_at BETWEEN a.published_at - interval '3 days' AND a.published_at + interval '3 days'
    ORDER BY o.published_at
    LIMIT %(most)s
) AS c;
