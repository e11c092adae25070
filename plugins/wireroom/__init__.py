"""Feeds and archives in; clean, dated, deduplicated news articles in PostgreSQL out."""

__version__ = "0.1.0"
