"""Exchanges in, WARC files out, and back."""
