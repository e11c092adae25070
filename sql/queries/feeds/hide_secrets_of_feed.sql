-- Separate the secrets of an address by the present rules; if that address exists already, the old row gets a mark.
WITH noted AS (
    UPDATE wireroom.feed_states
    SET
        title = %(title)s, site_url = %(site_url)s, fetch_url = %(fetch_url)s, redirected_to = %(redirected_to)s,
        refused_move = %(refused_move)s, archive_url = %(archive_url)s, detail = coalesce(%(detail)s, '')
    WHERE feed_id = %(id)s
)
UPDATE wireroom.feeds AS f
SET
    url = CASE
        WHEN EXISTS (SELECT FROM wireroom.feeds AS other WHERE other.url = %(url)s AND other.id <> f.id)
            THEN %(url)s || '#' || f.id
        ELSE %(url)s
    END,
    archive = %(archive)s,
    secrets = %(secrets)s::jsonb
WHERE f.id = %(id)s;
