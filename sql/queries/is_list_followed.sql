-- Whether the database follows this very list: read from the same file, by the same code, and nothing changed since.
SELECT
    l.feeds,
    l.path = %(path)s AND l.digest = %(digest)s AND l.problem = '' AND l.feeds = active.feeds AS is_followed
FROM wireroom.feed_list AS l
CROSS JOIN (SELECT count(*) AS feeds FROM wireroom.feeds WHERE retired_at IS NULL) AS active;
