-- Add what pages were seen to have; in one order, so that two loaders do not wait for each other. Of a block that is known
-- from three pages only that it is still met, once a day.
INSERT INTO wireroom.site_blocks AS kept (site, block, pages, first_seen_at, last_seen_at)
SELECT seen.site, b.block, (array_agg(DISTINCT seen.page))[:3], min(seen.seen_at), max(seen.seen_at)
FROM jsonb_to_recordset(%(pages)s::jsonb) AS seen (site text, page bigint, seen_at timestamptz, blocks bigint[])
CROSS JOIN LATERAL unnest(seen.blocks) AS b (block)
GROUP BY seen.site, b.block
ORDER BY seen.site, b.block
ON CONFLICT (site, block) DO UPDATE SET
    pages = (kept.pages || ARRAY(
        SELECT more.page FROM unnest(excluded.pages) AS more (page) WHERE more.page <> ALL (kept.pages) ORDER BY more.page
    ))[:3],
    first_seen_at = least(kept.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(kept.last_seen_at, excluded.last_seen_at)
WHERE cardinality(kept.pages) < 3
    OR excluded.last_seen_at >= kept.last_seen_at + interval '1 day'
    OR excluded.first_seen_at < kept.first_seen_at;
