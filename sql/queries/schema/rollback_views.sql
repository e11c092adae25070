-- The views as they were.
ROLLBACK TO SAVEPOINT views;
