-- Where to go back to if one of the articles cannot be made searchable.
SAVEPOINT search;
