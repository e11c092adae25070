-- Where to go back to if a view cannot be replaced in place.
SAVEPOINT views;
