-- Why a run could not follow the list of feeds, and why the run before it could not; empty: it could.
SELECT
    r.list_problem AS now,
    coalesce(
        (
            SELECT before.list_problem
            FROM wireroom.runs AS before
            WHERE before.kind = r.kind AND before.id < r.id
            ORDER BY before.id DESC
            LIMIT 1
        ),
        ''
    ) AS before
FROM wireroom.runs AS r
WHERE r.id = %(run_id)s;
