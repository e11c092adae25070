"""Turn the bytes of a document into articles and rejections: everything between fetching and storing.

    bytes ─▶ read_document ─▶ ParsedFeed ─▶ transform_entry, one by one ─▶ TransformedDocument

`transform_document` is the entry point for a caller that has bytes. For other callers there are:

    transform_in_parts   transforms an archived document in parts of bounded size
    transform_poll       transforms a landed exchange, and works out the feed's next state
    transform_entries    gives one result for each entry, as `wireroom inspect` shows them

Import `transform_poll` from its own module: it needs settings and secrets, the others do not.
"""

from wireroom.transform.document_context import DocumentContext, context_of, document_context
from wireroom.transform.read_document import read_document
from wireroom.transform.safe_fields import safe, safe_feed
from wireroom.transform.transform_document import (
    TransformedDocument,
    transform_document,
    transform_entries,
    transform_in_parts,
)

__all__ = [
    "DocumentContext",
    "TransformedDocument",
    "context_of",
    "document_context",
    "read_document",
    "safe",
    "safe_feed",
    "transform_document",
    "transform_entries",
    "transform_in_parts",
]
