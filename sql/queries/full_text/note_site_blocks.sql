-- Add what pages were seen to end with; in one order, so that two loaders do not wait for each other.
INSERT INTO wireroom.site_blocks AS kept (site, block, pages, headlines, first_seen_at, last_seen_at)
SELECT seen.site, seen.block, seen.pages, seen.headlines, seen.seen_at, seen.seen_at
FROM
    jsonb_to_recordset(%(blocks)s::jsonb)
    AS seen (site text, block bigint, pages bigint[], headlines bigint[], seen_at timestamptz)
ORDER BY seen.site COLLATE "C", seen.block
ON CONFLICT (site, block) DO UPDATE SET
    pages = (kept.pages || ARRAY(
        SELECT more.page FROM unnest(excluded.pages, excluded.headlines) WITH ORDINALITY AS more (page, headline, place)
        WHERE more.page <> ALL (kept.pages) AND more.headline <> ALL (kept.headlines)
        ORDER BY more.place
    ))[:3],
    headlines = (kept.headlines || ARRAY(
        SELECT more.headline FROM unnest(excluded.pages, excluded.headlines) WITH ORDINALITY AS more (page, headline, place)
        WHERE more.page <> ALL (kept.pages) AND more.headline <> ALL (kept.headlines)
        ORDER BY more.place
    ))[:3],
    last_seen_at = greatest(kept.last_seen_at, excluded.last_seen_at);
