-- Which of these landing files were landed under this database's numbers: those of polls, and those of archives.
SELECT l.uri
FROM wireroom.landings AS l
WHERE l.uri = ANY(%(uris)s::text[])
UNION
SELECT d.landed_uri
FROM wireroom.archive_documents AS d
WHERE d.landed_uri = ANY(%(uris)s::text[]);
