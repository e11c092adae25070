-- A partition for each of these months, where it is worth one and not there yet.
SELECT wireroom.ensure_partition(month) FROM unnest(%(months)s::timestamptz[]) AS month;
