"""Saved documents of any kind in, below a place on a disk; feeds, pages and texts out."""
