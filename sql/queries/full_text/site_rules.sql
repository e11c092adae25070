-- What these sites said since then; that they could not be asked counts for a shorter time.
SELECT origin, asked_at, outcome, robots, tdmrep
FROM wireroom.sites
WHERE origin = ANY(%(origins)s)
    AND asked_at > CASE
        WHEN outcome = ANY(%(settled)s) AND tdmrep IS NOT NULL THEN %(since)s ELSE %(failed_since)s
    END;
