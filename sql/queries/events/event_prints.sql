-- What these articles are compared by, and the latest few articles of their events.
WITH asked AS (
    SELECT m.article_id, m.event_id FROM wireroom.event_members AS m WHERE m.article_id = ANY(%(ids)s)
),
wanted AS (
    SELECT a.article_id FROM asked AS a
    UNION
    SELECT latest.article_id
    FROM (SELECT DISTINCT a.event_id FROM asked AS a) AS of_event
    CROSS JOIN LATERAL (
        SELECT m.article_id
        FROM wireroom.event_members AS m
        WHERE m.event_id = of_event.event_id
        ORDER BY m.published_at DESC, m.article_id DESC
        LIMIT %(latest)s
    ) AS latest
)
SELECT
    m.article_id, m.event_id, m.words, m.weights, m.title, m.numbers, m.published_at,
    (SELECT min(f.published_at) FROM wireroom.event_members AS f WHERE f.event_id = m.event_id) AS since,
    (SELECT max(f.published_at) FROM wireroom.event_members AS f WHERE f.event_id = m.event_id) AS until
FROM wanted AS w
JOIN wireroom.event_members AS m ON m.article_id = w.article_id
ORDER BY m.article_id;
