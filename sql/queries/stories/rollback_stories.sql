-- As if these articles had not been tried.
ROLLBACK TO SAVEPOINT stories;
