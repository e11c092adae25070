-- Which of `months` have no partition.
SELECT month
FROM unnest(%(months)s::timestamptz[]) AS month
WHERE wireroom.partition_of(month) IS NULL;
