-- Nobody reads the backfill now, or whoever did is gone: what was worked until the last word about its units is kept.
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
