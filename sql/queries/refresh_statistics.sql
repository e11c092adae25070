-- What plans over all months rest on.
SELECT wireroom.refresh_statistics();
