-- By what the blocks of a site's pages are known again, so that what stands on several is known for the site's furniture.
CREATE TABLE wireroom.site_blocks (
    site text COLLATE "C" NOT NULL CHECK (octet_length(site) <= 500),
    block bigint NOT NULL,
    pages bigint[] NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    PRIMARY KEY (site, block)
);
COMMENT ON TABLE wireroom.site_blocks IS
    'Blocks of text that pages of a site ended or began with, as hashes, at most 1,000 a site. A cache: emptied, furniture stays in the next two pages of each site.';
COMMENT ON COLUMN wireroom.site_blocks.site IS 'Host of the pages without www; of tenants of a shared host their folder too.';
COMMENT ON COLUMN wireroom.site_blocks.block IS 'BLAKE2b of the block''s letters, 64 bits: no text comes back from it.';
COMMENT ON COLUMN wireroom.site_blocks.pages IS 'Hashes of the addresses of different articles that have it, the first three.';
COMMENT ON COLUMN wireroom.site_blocks.first_seen_at IS 'When a page that has it was fetched first.';
COMMENT ON COLUMN wireroom.site_blocks.last_seen_at IS 'When last, to a day.';
CREATE INDEX site_blocks_last_seen_at ON wireroom.site_blocks (last_seen_at);
