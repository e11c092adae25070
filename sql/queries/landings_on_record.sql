-- Which of these landing files were landed under this database's numbers: those of polls, and those of archives.
SELECT l.uri
FROM wireroom.landings AS l
WHERE l.uri = ANY(%(uris)s::text[])
UNION
SELECT document.known ->> 'landed_uri'
FROM wireroom.archive_indexes AS i
CROSS JOIN LATERAL jsonb_each(i.documents) AS document (url, known)
WHERE cardinality(%(uris)s::text[]) > 0 AND document.known ->> 'landed_uri' = ANY(%(uris)s::text[]);
