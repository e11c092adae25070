-- How many feeds are listed.
SELECT count(*) AS feeds FROM news.feeds WHERE retired_at IS NULL;
