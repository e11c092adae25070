-- What is filed and cannot be found yet: how much waits, since when, how much failed, and why most of that did. What is to
-- be made searchable anew, as after an upgrade, is found meanwhile by what it had: how long that waits makes no run red.
SELECT
    count(*) FILTER (WHERE attempts = 0) AS waiting,
    extract(epoch FROM now() - min(queued_at) FILTER (WHERE attempts = 0 AND s.article_id IS NULL))::float AS oldest_seconds,
    count(*) FILTER (WHERE attempts > 0) AS failed,
    coalesce(mode() WITHIN GROUP (ORDER BY reason) FILTER (WHERE attempts > 0), '') AS reason
FROM wireroom.search_queue AS q
LEFT JOIN wireroom.article_search AS s ON s.article_id = q.article_id;
