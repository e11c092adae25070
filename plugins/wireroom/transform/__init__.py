"""A document's bytes in, articles and rejections out: the use case between parsing and loading."""

from wireroom.transform.entry_context import EntryContext, entry_context
from wireroom.transform.read_document import read_document, whole_entries
from wireroom.transform.safe_fields import safe, safe_feed
from wireroom.transform.transform_document import (
    TransformedDocument,
    transform_document,
    transform_entries,
    transform_in_parts,
    transform_parsed,
)

__all__ = [
    "EntryContext",
    "TransformedDocument",
    "entry_context",
    "read_document",
    "safe",
    "safe_feed",
    "transform_document",
    "transform_entries",
    "transform_in_parts",
    "transform_parsed",
    "whole_entries",
]
