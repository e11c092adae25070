-- Publishers of the batch. Merge rule: what the operator says outranks our own table, and that what a feed says; a
-- fact that was missing is filled in; nothing is emptied. Of two things that the operator has said the new one counts
-- once no listed feed says the old one: what was put right is right, and feeds that say two things take no turns.
-- No row is touched where nothing changes.
MERGE INTO wireroom.publishers AS kept
USING (
    SELECT
        s.*,
        coalesce(
            s.rank < array_position(ARRAY['feeds.yaml', 'outlets', k.source], k.source)
            OR (
                s.rank = 1 AND s.name <> k.name
                AND NOT EXISTS (SELECT FROM wireroom.feeds AS f WHERE f.publisher = k.name AND f.retired_at IS NULL)
            ),
            false
        ) AS outranks,
        s.rank = 1 AND NOT EXISTS (
            SELECT FROM wireroom.feeds AS f
            WHERE f.publisher IN (s.name, k.name) AND f.country = k.country AND f.retired_at IS NULL
        ) AS moves,
        s.rank = 1 AND NOT EXISTS (
            SELECT FROM wireroom.feeds AS f
            WHERE f.publisher IN (s.name, k.name) AND f.language = k.language AND f.retired_at IS NULL
        ) AS speaks_otherwise
    FROM (
        SELECT DISTINCT ON (publisher_domain)
            publisher_domain AS domain, publisher_name AS name, publisher_country AS country,
            publisher_language AS language, publisher_source AS source, seen_at,
            array_position(ARRAY['feeds.yaml', 'outlets', publisher_source], publisher_source) AS rank
        FROM staged_articles
        WHERE publisher_domain IS NOT NULL -- a saved file may name nobody
            AND round IS NOT NULL -- a copy that does not count names nobody
        ORDER BY
            publisher_domain,
            array_position(ARRAY['feeds.yaml', 'outlets', 'feed:source'], publisher_source) NULLS LAST,
            publisher_name IS NULL,
            seen_at
    ) AS s
    LEFT JOIN wireroom.publishers AS k ON k.domain = s.domain
) AS said
ON kept.domain = said.domain
WHEN MATCHED AND (
    (said.outranks AND (said.name, said.source) IS DISTINCT FROM (kept.name, kept.source))
    OR (kept.name IS NULL AND said.name IS NOT NULL)
    OR (said.country <> kept.country AND said.moves)
    OR (kept.country IS NULL AND said.country IS NOT NULL)
    OR (said.language <> kept.language AND said.speaks_otherwise)
    OR (kept.language IS NULL AND said.language IS NOT NULL)
) THEN UPDATE SET
    name = CASE WHEN said.outranks THEN coalesce(said.name, kept.name) ELSE coalesce(kept.name, said.name) END,
    source = CASE WHEN said.outranks THEN said.source ELSE kept.source END,
    country = CASE WHEN said.moves THEN coalesce(said.country, kept.country) ELSE coalesce(kept.country, said.country) END,
    language = CASE
        WHEN said.speaks_otherwise THEN coalesce(said.language, kept.language)
        ELSE coalesce(kept.language, said.language)
    END
WHEN NOT MATCHED THEN
    INSERT (domain, name, country, language, source, first_seen_at)
    VALUES (said.domain, said.name, said.country, said.language, said.source, said.seen_at);
