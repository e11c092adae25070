-- Landing files that are still to be filed, whatever their age.
SELECT uri FROM wireroom.landings WHERE status IN ('open', 'landed');
