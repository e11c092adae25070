-- Undo what came after the savepoint, and the savepoint: an earlier one of this name counts again.
ROLLBACK TO SAVEPOINT part;
RELEASE SAVEPOINT part;
