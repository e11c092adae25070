-- Where to go back to if we may not set a limit.
SAVEPOINT reader_limit;
