-- What a site says now.
INSERT INTO wireroom.sites (origin, asked_at, outcome, robots, tdmrep)
VALUES (%(origin)s, %(asked_at)s, %(outcome)s, %(robots)s, %(tdmrep)s)
ON CONFLICT (origin) DO UPDATE SET
    asked_at = excluded.asked_at, outcome = excluded.outcome, robots = excluded.robots, tdmrep = excluded.tdmrep;
