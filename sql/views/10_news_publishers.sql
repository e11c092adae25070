CREATE OR REPLACE VIEW news.publishers AS
SELECT
    p.id,
    p.domain,
    coalesce(p.name, p.domain) AS name,
    p.country,
    p.language,
    p.source,
    p.first_seen_at
FROM wireroom.publishers AS p;
COMMENT ON VIEW news.publishers IS 'Who published: one row an outlet, whichever feeds carried it.';
COMMENT ON COLUMN news.publishers.id IS 'Number of the publisher.';
COMMENT ON COLUMN news.publishers.domain IS 'Registrable domain, lower case; of saved files that name their site but no address, that name.';
COMMENT ON COLUMN news.publishers.name IS 'Name of the outlet, or its domain where no name is known.';
COMMENT ON COLUMN news.publishers.country IS 'ISO 3166-1 alpha-2, lower case; NULL: not known.';
COMMENT ON COLUMN news.publishers.language IS 'BCP 47; NULL: not known.';
COMMENT ON COLUMN news.publishers.source IS 'Where these facts come from: url, feed:source, outlets, feeds.yaml.';
COMMENT ON COLUMN news.publishers.first_seen_at IS 'When its first article was seen.';
