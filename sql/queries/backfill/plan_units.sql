-- Units that a backfill is to read: new ones, changed ones, those that failed or were not read to their end. What was
-- read is left alone, unless all of it is wanted again; so is what a run that is alive has planned.
INSERT INTO wireroom.backfill_units AS known (
    key, origin, source, unit, part, uri, fingerprint, size, backfill_id, at
)
SELECT
    n.key, %(origin)s, n.source, n.unit, %(part)s, n.uri, n.fingerprint, n.size, %(backfill_id)s, %(now)s
FROM
    unnest(
        %(keys)s::bytea [], %(whole_keys)s::bytea [], %(sources)s::text [], %(units)s::text [], %(uris)s::text [],
        %(fingerprints)s::text [], %(sizes)s::bigint []
    ) AS n (key, whole_key, source, unit, uri, fingerprint, size)
WHERE
    %(again)s
    OR NOT EXISTS (
        SELECT FROM wireroom.backfill_units AS whole
        WHERE
            whole.key = n.whole_key AND whole.key <> n.key AND whole.fingerprint = n.fingerprint
            AND whole.state IN ('done', 'damaged', 'refused')
    )
ON CONFLICT (key) DO UPDATE SET
    uri = excluded.uri,
    fingerprint = excluded.fingerprint,
    size = excluded.size,
    state = 'planned',
    -- what was not read to its end goes on where it was
    (documents, entries, inserted, revised, unchanged, rejected, cpu_seconds, days, left_out, bookmark, position) = (
        SELECT
            known.documents * goes.further, known.entries * goes.further, known.inserted * goes.further, known.revised * goes.further,
            known.unchanged * goes.further, known.rejected * goes.further, known.cpu_seconds * goes.further,
            CASE goes.further WHEN 1 THEN known.days ELSE '{}' END,
            CASE goes.further WHEN 1 THEN known.left_out ELSE '{}' END,
            CASE goes.further WHEN 1 THEN known.bookmark ELSE '' END,
            CASE known.bookmark WHEN '' THEN 0 ELSE known.position * goes.further END -- without one it is read from its start
        FROM (
            VALUES ((known.state IN ('planned', 'failed') AND known.fingerprint = excluded.fingerprint AND NOT %(again)s)::integer)
        ) AS goes (further)
    ),
    detail = '',
    backfill_id = excluded.backfill_id,
    set_number = 0,
    at = excluded.at
WHERE
    CASE
        WHEN known.state = 'planned' THEN
            known.backfill_id = excluded.backfill_id
            OR NOT EXISTS (
                SELECT FROM wireroom.backfills AS b
                JOIN wireroom.runs AS r ON r.id = b.run_id
                WHERE b.id = known.backfill_id AND wireroom.is_alive(r.status, r.alive_until, %(now)s)
            )
        ELSE %(again)s OR known.state = 'failed' OR known.fingerprint <> excluded.fingerprint
    END
RETURNING known.key;
