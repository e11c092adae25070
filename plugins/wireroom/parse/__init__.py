"""Bytes in, what the publisher said out, nothing repaired."""

from wireroom.parse.document import MAX_ENTRIES, parse_document
from wireroom.parse.split_feed import split_feed

__all__ = ["MAX_ENTRIES", "parse_document", "split_feed"]
