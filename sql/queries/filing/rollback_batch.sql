-- Undo the batch.
ROLLBACK TO SAVEPOINT batch;
