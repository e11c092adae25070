"""Bytes in, what the publisher said out, nothing repaired."""

from wireroom.parse.document import parse_document

__all__ = ["parse_document"]
