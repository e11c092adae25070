-- What is known of the archives of these feeds, document by document.
SELECT feed_id, url, origin, fetched_at, oldest, newest, older, permanent, size, landed_uri
FROM wireroom.archive_documents
WHERE feed_id = ANY(%(feed_ids)s)
ORDER BY feed_id, key;
