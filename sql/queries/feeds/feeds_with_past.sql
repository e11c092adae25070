-- Feeds whose past can be asked for; with `linked_only` those of which an archive document is listed, or the last poll was
-- told of one; with `unpolled` also those that were never polled: nobody knows yet what they link to.
SELECT f.*
FROM wireroom.feed_rows AS f
WHERE f.retired_at IS NULL
    AND (NOT %(linked_only)s OR coalesce(f.archive_url, f.archive) IS NOT NULL OR (%(unpolled)s AND f.last_polled_at IS NULL))
    AND wireroom.feed_fits(%(match)s, f.id, f.publisher, concat_ws(' ', f.url, f.title, f.publisher, f.said_title))
ORDER BY f.id;
