"""Dates in words or numbers, in any order: one grammar for some sixty languages."""
