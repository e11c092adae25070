-- Where to go back to when the statements that follow fail; it may be set again, the last one counts.
SAVEPOINT part;
