-- Make the partitions of `months`, up to the first that a reader's lock is in the way of: that month comes back.
SELECT month
FROM unnest(%(months)s::timestamptz[]) AS month
WHERE
    month >= '2000-01-01' AND month <= now() + interval '2 months' -- others have none
    AND NOT wireroom.ensure_partition(month)
    AND to_regclass('wireroom.articles_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM')) IS NULL
LIMIT 1;
