"""The beginning of a table, and what a user says of it, in; which of our fields each column is out."""
