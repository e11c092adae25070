-- As if the limit had not been tried.
ROLLBACK TO SAVEPOINT reader_limit;
