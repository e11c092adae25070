-- Files that some run is writing, or has left half written.
SELECT uri FROM wireroom.landings WHERE status = 'open';
