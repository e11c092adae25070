-- What these sites said since then.
SELECT origin, asked_at, outcome, robots, tdmrep FROM wireroom.sites WHERE origin = ANY(%(origins)s) AND asked_at > %(since)s;
