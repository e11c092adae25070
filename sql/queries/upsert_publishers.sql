-- Publishers of the batch. Merge rule: what the operator or our own table says outranks what a feed says; a fact
-- that was missing is filled in; nothing is emptied. No row is touched where nothing changes.
INSERT INTO wireroom.publishers AS kept (domain, name, country, language, source, first_seen_at)
SELECT DISTINCT ON (publisher_domain)
    publisher_domain, publisher_name, publisher_country, publisher_language, publisher_source, seen_at
FROM staged_articles
WHERE publisher_domain IS NOT NULL -- a saved file may name nobody
    AND round IS NOT NULL -- a copy that does not count names nobody
ORDER BY
    publisher_domain,
    array_position(ARRAY['feeds.yaml', 'outlets', 'feed:source'], publisher_source) NULLS LAST,
    publisher_name IS NULL,
    seen_at
ON CONFLICT (domain) DO UPDATE SET
    name = CASE
        WHEN kept.name IS NULL OR (excluded.source IN ('feeds.yaml', 'outlets') AND kept.source NOT IN ('feeds.yaml', 'outlets'))
            THEN coalesce(excluded.name, kept.name)
        ELSE kept.name
    END,
    country = coalesce(kept.country, excluded.country),
    language = coalesce(kept.language, excluded.language),
    source = CASE
        WHEN excluded.source IN ('feeds.yaml', 'outlets') AND kept.source NOT IN ('feeds.yaml', 'outlets') THEN excluded.source
        ELSE kept.source
    END
WHERE (kept.name IS NULL AND excluded.name IS NOT NULL)
    OR (kept.country IS NULL AND excluded.country IS NOT NULL)
    OR (kept.language IS NULL AND excluded.language IS NOT NULL)
    OR (excluded.source IN ('feeds.yaml', 'outlets') AND kept.source NOT IN ('feeds.yaml', 'outlets'));
