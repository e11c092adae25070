-- What is filed and cannot be found yet: how much waits, since when, how much failed, and why most of that did.
SELECT
    count(*) FILTER (WHERE attempts = 0) AS waiting,
    extract(epoch FROM now() - min(queued_at) FILTER (WHERE attempts = 0))::float AS oldest_seconds,
    count(*) FILTER (WHERE attempts > 0) AS failed,
    coalesce(mode() WITHIN GROUP (ORDER BY reason) FILTER (WHERE attempts > 0), '') AS reason
FROM wireroom.search_queue;
