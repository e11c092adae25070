-- Make the partitions of `months` until a reader's lock is in the way; returns the month where it was.
SELECT month
FROM unnest(%(months)s::timestamptz[]) AS month
WHERE
    month >= '2000-01-01' AND month <= now() + interval '2 months' -- others have none
    AND NOT wireroom.ensure_partition(month)
    AND wireroom.partition_of(month) IS NULL
LIMIT 1;
