-- How many feeds are in which condition; of those that are listed, how many are asked somewhere else than at their listed
-- address, and of how many their servers say that they move, which is neither believed nor refused yet.
SELECT
    condition,
    count(*) AS feeds,
    count(*) FILTER (WHERE retired_at IS NULL AND moved_to IS NOT NULL) AS moved,
    count(*) FILTER (WHERE retired_at IS NULL AND moving_to IS NOT NULL AND NOT moving_refused) AS moving
FROM news.feeds
GROUP BY condition
ORDER BY condition;
