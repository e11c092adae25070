-- Of what pages of these sites end with the pages with these hashes go, and blocks that no other page had. Locked in the order in
-- which loaders write.
WITH held AS (
    SELECT
        b.site, b.block,
        ARRAY(
            SELECT kept.page FROM unnest(b.pages) WITH ORDINALITY AS kept (page, place)
            WHERE kept.page <> ALL (%(pages)s::bigint[])
            ORDER BY kept.place
        ) AS pages,
        ARRAY(
            SELECT kept.headline FROM unnest(b.pages, b.headlines) WITH ORDINALITY AS kept (page, headline, place)
            WHERE kept.page <> ALL (%(pages)s::bigint[])
            ORDER BY kept.place
        ) AS headlines
    FROM wireroom.site_blocks AS b
    WHERE b.site = ANY (%(sites)s::text[]) AND b.pages && %(pages)s::bigint[]
    ORDER BY b.site, b.block
    FOR UPDATE
),
emptied AS (
    DELETE FROM wireroom.site_blocks AS b
    USING held
    WHERE b.site = held.site AND b.block = held.block AND cardinality(held.pages) = 0
)
UPDATE wireroom.site_blocks AS b
SET pages = held.pages, headlines = held.headlines
FROM held
WHERE b.site = held.site AND b.block = held.block AND cardinality(held.pages) > 0;
