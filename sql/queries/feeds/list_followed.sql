-- Whether the feeds followed the list when a run began, and when the run before it did.
SELECT
    r.list_followed AS now,
    coalesce(
        (
            SELECT before.list_followed
            FROM wireroom.runs AS before
            WHERE before.kind = r.kind AND before.id < r.id
            ORDER BY before.id DESC
            LIMIT 1
        ),
        true
    ) AS before
FROM wireroom.runs AS r
WHERE r.id = %(run_id)s;
