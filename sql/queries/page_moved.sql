-- How many listed feeds are asked somewhere else than at their listed address, and of how many their servers say that they
-- move, which is neither believed nor refused yet.
SELECT
    count(*) FILTER (WHERE moved_to IS NOT NULL) AS moved,
    count(*) FILTER (WHERE moving_to IS NOT NULL AND NOT moving_refused) AS moving
FROM news.feeds
WHERE retired_at IS NULL;
