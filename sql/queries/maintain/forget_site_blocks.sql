-- A portion of the blocks of pages that no page had since then; what a loader holds goes another time.
WITH held AS (
    SELECT s.site, s.block
    FROM wireroom.site_blocks AS s
    WHERE s.last_seen_at < %(before)s
    ORDER BY s.site, s.block
    LIMIT %(most)s
    FOR UPDATE SKIP LOCKED
),
gone AS (
    DELETE FROM wireroom.site_blocks AS b
    USING held
    WHERE b.site = held.site AND b.block = held.block
    RETURNING 1
)
SELECT count(*) AS rows FROM gone;
