-- Add documents to what is known of a feed's past, by address, the newest; in one order, so that two days' runs at once
-- do not wait for each other.
INSERT INTO wireroom.archive_documents AS kept
    (feed_id, key, url, origin, fetched_at, oldest, newest, older, permanent, size, landed_uri)
SELECT DISTINCT ON (keyed.key)
    %(feed_id)s, keyed.key, d.url, d.origin, d.fetched_at, d.oldest, d.newest, d.older, d.permanent, d.size, d.landed_uri
FROM jsonb_to_recordset(%(documents)s::jsonb) AS d (
    url text, origin text, fetched_at timestamptz, oldest timestamptz, newest timestamptz, older text,
    permanent boolean, size bigint, landed_uri text
)
CROSS JOIN LATERAL (SELECT sha256(convert_to(d.url, 'UTF8')) AS key) AS keyed
ORDER BY keyed.key, d.fetched_at DESC
ON CONFLICT (feed_id, key) DO UPDATE SET
    origin = excluded.origin,
    fetched_at = excluded.fetched_at,
    oldest = excluded.oldest,
    newest = excluded.newest,
    older = excluded.older,
    permanent = excluded.permanent,
    size = excluded.size,
    landed_uri = coalesce(excluded.landed_uri, kept.landed_uri)
WHERE kept.fetched_at <= excluded.fetched_at;
