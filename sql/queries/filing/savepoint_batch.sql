-- Where to go back to if Postgres refuses a row of the batch.
SAVEPOINT batch;
