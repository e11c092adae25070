-- Landing files that are still to be filed, whatever their age.
SELECT uri FROM wireroom.landings WHERE status IN ('open', 'landed')
UNION
SELECT landing_uri FROM wireroom.pages WHERE outcome IS NULL AND landing_uri IS NOT NULL;
