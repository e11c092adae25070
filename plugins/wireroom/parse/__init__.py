"""Bytes in, what the publisher said out, nothing repaired."""

from wireroom.parse.document import MAX_ENTRIES, parse_document

__all__ = ["MAX_ENTRIES", "parse_document"]
