-- End the reading of a backfill, also of a dead process: working time counts until the last note on its units.
UPDATE wireroom.backfills AS b
SET
    worked_seconds = b.worked_seconds + coalesce(
        extract(
            EPOCH FROM greatest(
                (SELECT max(u.at) FROM wireroom.backfill_units AS u WHERE u.backfill_id = b.id) - b.resumed_at, interval '0'
            )
        ),
        0
    ),
    resumed_at = NULL,
    process = NULL
WHERE b.id = %(backfill_id)s AND b.resumed_at IS NOT NULL;
