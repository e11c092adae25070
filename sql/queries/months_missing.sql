-- Which of `months` have no partition.
SELECT month
FROM unnest(%(months)s::timestamptz[]) AS month
WHERE to_regclass('wireroom.articles_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM')) IS NULL;
