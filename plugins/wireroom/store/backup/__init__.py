"""A database in, a copy of it as one file out, and back."""
