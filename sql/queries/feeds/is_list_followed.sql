-- Whether the database follows this list: the same file, read by the same code, with no change since.
SELECT
    l.feeds,
    l.path = %(path)s AND l.digest = %(digest)s AND l.problem = '' AND l.feeds = active.feeds AS is_followed
FROM wireroom.feed_list AS l
CROSS JOIN (SELECT count(*) AS feeds FROM wireroom.feeds WHERE retired_at IS NULL) AS active;
