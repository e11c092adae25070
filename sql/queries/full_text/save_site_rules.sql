-- What a site says now; that it could not be asked replaces nothing that it said, and what stays of its tdmrep.json is
-- old by as much as a failure holds for less long.
INSERT INTO wireroom.sites AS kept (origin, asked_at, outcome, robots, tdmrep)
VALUES (%(origin)s, %(asked_at)s, %(outcome)s, %(robots)s, coalesce(%(tdmrep)s::bytea, %(unread)s::bytea))
ON CONFLICT (origin) DO UPDATE SET
    asked_at = excluded.asked_at - CASE
        WHEN %(tdmrep)s::bytea IS NULL AND kept.tdmrep IS NOT NULL THEN %(older)s ELSE interval '0'
    END,
    outcome = excluded.outcome, robots = excluded.robots,
    tdmrep = coalesce(%(tdmrep)s::bytea, kept.tdmrep, %(unread)s::bytea)
WHERE excluded.outcome = ANY(%(settled)s) OR kept.outcome <> ALL(%(settled)s);
