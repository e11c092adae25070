-- How many listed feeds are somewhere else than their listed address, as their servers say for good.
SELECT count(*) AS feeds FROM news.feeds WHERE retired_at IS NULL AND coalesce(moving_to, moved_to) IS NOT NULL;
