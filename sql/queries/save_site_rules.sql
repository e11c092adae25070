-- What a site says now; that it could not be asked replaces nothing that it said, and what stays of its tdmrep.json is
-- old by as much as a failure holds for less long.
INSERT INTO wireroom.sites AS kept (origin, asked_at, outcome, robots, tdmrep)
VALUES (%(origin)s, %(asked_at)s, %(outcome)s, %(robots)s, %(tdmrep)s)
ON CONFLICT (origin) DO UPDATE SET
    asked_at = excluded.asked_at - CASE
        WHEN excluded.tdmrep IS NULL AND kept.tdmrep IS NOT NULL THEN %(older)s ELSE interval '0'
    END,
    outcome = excluded.outcome, robots = excluded.robots,
    tdmrep = coalesce(excluded.tdmrep, kept.tdmrep)
WHERE excluded.outcome = ANY(%(settled)s) OR kept.outcome <> ALL(%(settled)s);
