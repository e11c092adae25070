-- Where to go back to if one of the articles cannot be put into a story.
SAVEPOINT stories;
