-- Articles that share bands with these, those with most in common first. A band that hundreds have is a line that a
-- publisher puts under everything: only its latest few are looked at.
-- Fortnights that hold nothing, as those to come for a live filing, are not looked into: that would be a third of all.
WITH present AS MATERIALIZED (
    SELECT near.fortnight
    FROM (
        SELECT DISTINCT m.fortnight + apart.fortnights AS fortnight
        FROM wireroom.story_members AS m
        CROSS JOIN generate_series(-%(reach)s, %(reach)s) AS apart (fortnights)
        WHERE m.article_id = ANY(%(ids)s)
    ) AS near
    WHERE EXISTS (SELECT FROM wireroom.story_bands AS b WHERE b.fortnight = near.fortnight)
),
shared AS (
    SELECT a.article_id, o.article_id AS other_id, o.story_id, count(*) AS bands
    FROM wireroom.story_members AS a
    CROSS JOIN LATERAL unnest(a.bands) AS mine (band)
    JOIN present AS near ON near.fortnight BETWEEN a.fortnight - %(reach)s AND a.fortnight + %(reach)s
    CROSS JOIN LATERAL (
        SELECT b.article_id
        FROM wireroom.story_bands AS b
        WHERE b.fortnight = near.fortnight AND b.band = mine.band
        ORDER BY b.article_id DESC
        LIMIT %(latest)s
    ) AS found
    JOIN wireroom.story_members AS o ON o.article_id = found.article_id
    WHERE a.article_id = ANY(%(ids)s)
        AND NOT a.alone
        AND NOT o.alone
        AND o.article_id <> a.article_id
        AND abs(extract(epoch FROM o.published_at - a.published_at)) <= %(seconds)s
    GROUP BY a.article_id, o.article_id, o.story_id
),
ranked AS (
    SELECT
        s.*,
        row_number() OVER (PARTITION BY s.article_id, s.story_id ORDER BY s.bands DESC, s.other_id) AS in_story,
        max(s.bands) OVER (PARTITION BY s.article_id, s.story_id) AS most
    FROM shared AS s
),
numbered AS (
    SELECT r.*, row_number() OVER (PARTITION BY r.article_id ORDER BY r.most DESC, r.bands DESC, r.other_id) AS place
    FROM ranked AS r
    WHERE r.in_story <= 3
)
SELECT article_id, other_id FROM numbered WHERE place <= %(most)s ORDER BY article_id, place;
