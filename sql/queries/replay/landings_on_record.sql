-- Those landing files, of polls and archives, that were written with the feed numbers of this database.
SELECT l.uri
FROM wireroom.landings AS l
WHERE l.uri = ANY(%(uris)s::text[])
UNION
SELECT d.landed_uri
FROM wireroom.archive_documents AS d
WHERE d.landed_uri = ANY(%(uris)s::text[]);
