-- A portion of the blocks of pages that no page had since then.
WITH gone AS (
    DELETE FROM wireroom.site_blocks
    WHERE (site, block) IN (
        SELECT s.site, s.block FROM wireroom.site_blocks AS s WHERE s.last_seen_at < %(before)s ORDER BY s.site, s.block LIMIT %(most)s
    )
    RETURNING 1
)
SELECT count(*) AS rows FROM gone;
