-- What pages of a site end with, counted by article: an address that shows another's text under its headline counts with it.
-- What was learnt before, of heads and teasers too, goes; it is a cache, and pages read from now on fill it again.
TRUNCATE wireroom.site_blocks;
ALTER TABLE wireroom.site_blocks ADD COLUMN headlines bigint[] NOT NULL;
COMMENT ON TABLE wireroom.site_blocks IS
    'Blocks of text that articles on pages of a site ended with, as hashes, at most 1,000 a site. A cache: emptied, furniture stays in the next two pages of each site.';
COMMENT ON COLUMN wireroom.site_blocks.site IS
    'Host of the pages without www; of tenants of a shared host their folder too. Archives and hosts of many authors have none.';
COMMENT ON COLUMN wireroom.site_blocks.pages IS 'Hashes of the addresses of different articles that have it, the first three.';
COMMENT ON COLUMN wireroom.site_blocks.headlines IS 'Hashes of their headlines: two pages differ where both do.';
COMMENT ON COLUMN wireroom.site_blocks.first_seen_at IS 'When a page that has it was read first.';
COMMENT ON COLUMN wireroom.site_blocks.last_seen_at IS 'When last, to a day.';
