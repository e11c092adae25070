"""Parse bytes into what the publisher said, nothing repaired."""

from wireroom.parse.document import MAX_ENTRIES, our_reading, parse_document, second_reading
from wireroom.parse.entry_spans import lay_out
from wireroom.parse.json_feed import is_json_feed
from wireroom.parse.open_document import Document, not_a_feed, open_document
from wireroom.parse.split_feed import split_feed, split_stream
from wireroom.parse.unpublished import is_draft, why_unpublished

__all__ = [
    "MAX_ENTRIES",
    "Document",
    "is_draft",
    "is_json_feed",
    "lay_out",
    "not_a_feed",
    "open_document",
    "our_reading",
    "parse_document",
    "second_reading",
    "split_feed",
    "split_stream",
    "why_unpublished",
]
