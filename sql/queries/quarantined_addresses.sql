-- Web addresses in refused entries, as JSON writes them, their bytes as characters.
SELECT DISTINCT named.found[1] AS quoted
FROM wireroom.rejected AS r
CROSS JOIN LATERAL regexp_matches(convert_from(r.raw, 'LATIN1'), '"(https?://[^"]*)"', 'g') AS named (found)
WHERE position('\x00'::bytea IN r.raw) = 0;
