-- What is known of the blocks of a site's pages.
SELECT block, pages FROM wireroom.site_blocks WHERE site = %(site)s;
