-- What the ledger holds of a day in files: articles that were filed of it, by origin.
SELECT origin, count(*) AS units, sum((days ->> %(day)s)::bigint)::bigint AS articles
FROM wireroom.backfill_units
WHERE days ? %(day)s AND uri <> ''
GROUP BY origin
ORDER BY origin;
