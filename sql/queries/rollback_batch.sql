-- The batch as if it had never been sent.
ROLLBACK TO SAVEPOINT batch;
