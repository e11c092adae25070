"""Decisions in, rows in Postgres out; in bulk, in one transaction."""
