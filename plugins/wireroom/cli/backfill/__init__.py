"""`wireroom backfill`: past articles on the command line, by days, from files, by gaps."""
