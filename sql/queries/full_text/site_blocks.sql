-- What is known of the blocks of a site's pages, those of most pages first.
SELECT block, pages, headlines, last_seen_at
FROM wireroom.site_blocks
WHERE site = %(site)s
ORDER BY cardinality(pages) DESC, last_seen_at DESC, block
LIMIT %(most)s;
