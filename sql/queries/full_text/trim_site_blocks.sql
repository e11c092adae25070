-- Of each of these sites so many blocks stay: those that stand on most pages, then those met last. Locked in the order in
-- which loaders write; what another session holds goes another time.
WITH surplus AS (
    SELECT ranked.site, ranked.block
    FROM (
        SELECT
            s.site, s.block,
            row_number() OVER (PARTITION BY s.site ORDER BY cardinality(s.pages) DESC, s.last_seen_at DESC, s.block) AS place
        FROM wireroom.site_blocks AS s
        WHERE s.site = ANY(%(sites)s::text[])
    ) AS ranked
    WHERE ranked.place > %(most)s
),
held AS (
    SELECT b.site, b.block
    FROM wireroom.site_blocks AS b
    WHERE (b.site, b.block) IN (SELECT surplus.site, surplus.block FROM surplus)
    ORDER BY b.site, b.block
    FOR UPDATE SKIP LOCKED
)
DELETE FROM wireroom.site_blocks AS b
USING held
WHERE b.site = held.site AND b.block = held.block;
