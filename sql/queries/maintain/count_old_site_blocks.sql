-- How many blocks of pages no page had since then.
SELECT count(*) AS rows FROM wireroom.site_blocks WHERE last_seen_at < %(before)s;
