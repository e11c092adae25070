"""Turn feeds and archives into clean, dated, deduplicated news articles in PostgreSQL."""

__version__ = "0.1.0"
