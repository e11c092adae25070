"""A document's bytes in, articles and rejections out: the use case between parsing and filing."""

from wireroom.understand.document import (
    Understanding,
    read_document,
    understand_document,
    understand_entries,
    understand_in_parts,
    understand_parsed,
)
from wireroom.understand.feed import Surroundings, understand_feed
from wireroom.understand.safe import safe, safe_feed
from wireroom.understand.whole_entries import whole_entries

__all__ = [
    "Surroundings",
    "Understanding",
    "read_document",
    "safe",
    "safe_feed",
    "understand_document",
    "understand_entries",
    "understand_feed",
    "understand_in_parts",
    "understand_parsed",
    "whole_entries",
]
