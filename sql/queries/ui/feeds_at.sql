-- Listed feeds that are polled at one of these addresses, or whose own address redirects there.
SELECT id, name, url, coalesce(moved_to, moving_to) AS address, moved_to IS NOT NULL AS is_moved
FROM news.feeds
WHERE retired_at IS NULL AND (moved_to = ANY(%(urls)s) OR moving_to = ANY(%(urls)s))
ORDER BY id
LIMIT 5;
