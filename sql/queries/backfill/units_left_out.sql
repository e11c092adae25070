-- What a backfill of files left out, by reason; and what is wrong with which unit.
SELECT reason.key AS reason, sum(reason.value::bigint)::bigint AS count, min(u.unit) AS example
FROM wireroom.backfill_units AS u
CROSS JOIN LATERAL jsonb_each_text(u.left_out) AS reason
WHERE u.backfill_id = %(backfill_id)s
GROUP BY reason.key
ORDER BY 2 DESC, 1;
