"""`wireroom feeds`: the list of feeds on the command line, looked at and changed."""
