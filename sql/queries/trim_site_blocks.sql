-- Of each of these sites so many blocks stay: those that stand on most pages, then those met last.
DELETE FROM wireroom.site_blocks AS b
USING (
    SELECT ranked.site, ranked.block
    FROM (
        SELECT
            s.site, s.block,
            row_number() OVER (PARTITION BY s.site ORDER BY cardinality(s.pages) DESC, s.last_seen_at DESC, s.block) AS place
        FROM wireroom.site_blocks AS s
        WHERE s.site = ANY(%(sites)s::text[])
    ) AS ranked
    WHERE ranked.place > %(most)s
) AS surplus
WHERE b.site = surplus.site AND b.block = surplus.block;
