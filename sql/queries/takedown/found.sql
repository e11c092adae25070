-- Articles with a number or one of these identity keys: their names, the feeds that carried them, since when.
SELECT
    h.id, a.title, a.url, a.canonical_url, a.guid, a.version,
    least(
        a.first_seen_at, (SELECT min(s.first_seen_at) FROM wireroom.sightings AS s WHERE s.article_id = h.id),
        (SELECT min(c.captured_at) FROM wireroom.copies AS c WHERE c.article_id = h.id)
    ) AS since,
    greatest(
        a.updated_at, (SELECT max(s.last_seen_at) FROM wireroom.sightings AS s WHERE s.article_id = h.id),
        (SELECT max(c.last_captured_at) FROM wireroom.copies AS c WHERE c.article_id = h.id)
    ) AS until,
    (SELECT count(*) FROM wireroom.revisions AS r WHERE r.article_id = h.id) AS revisions,
    (SELECT count(*) FROM wireroom.copies AS c WHERE c.article_id = h.id) AS copies,
    ARRAY(
        SELECT DISTINCT name
        FROM wireroom.copies AS c
        CROSS JOIN LATERAL (
            VALUES (c.content ->> 'url'), (c.content ->> 'canonical_url'), (c.content ->> 'guid')
        ) AS names (name)
        WHERE c.article_id = h.id AND name IS NOT NULL
    ) AS other_names,
    ARRAY(
        SELECT s.feed_id FROM wireroom.sightings AS s WHERE s.article_id = h.id
        UNION
        SELECT c.feed_id FROM wireroom.copies AS c WHERE c.article_id = h.id
    ) AS feeds,
    ARRAY(
        SELECT p.domain
        FROM wireroom.publishers AS p
        WHERE p.id = a.publisher_id OR p.id IN (
            SELECT (c.content ->> 'publisher_id')::bigint FROM wireroom.copies AS c WHERE c.article_id = h.id
        )
    ) AS domains,
    ARRAY(
        SELECT address
        FROM wireroom.pages AS g
        CROSS JOIN LATERAL (VALUES (g.url), (g.final_url)) AS asked (address)
        WHERE g.article_id = h.id AND address IS NOT NULL
    ) AS pages,
    ARRAY(SELECT k.key FROM wireroom.article_keys AS k WHERE k.article_id = h.id) AS keys
FROM wireroom.article_heads AS h
JOIN wireroom.articles AS a ON a.id = h.id
WHERE h.id = %(id)s
    OR h.id IN (SELECT k.article_id FROM wireroom.article_keys AS k WHERE k.key = ANY(%(keys)s::bytea[]))
ORDER BY h.id;
