"""Work out, from a table's beginning and a user's file, which of our fields each column is."""
