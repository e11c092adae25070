"""Decide whether two entries are the same article, and whether two versions have the same content."""
