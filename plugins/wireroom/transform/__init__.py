"""Turn the bytes of a document into articles and rejections: everything between fetching and storing.

    bytes ─▶ read_document ─▶ ParsedFeed ─▶ transform_entry, one by one ─▶ TransformedDocument

Every way in ends in `transform_entries`, which gives one result for each entry:

    transform_poll       transforms a landed exchange by way of `read_poll` and `transform_parsed`, and works
                         out the feed's next state
    transform_in_parts   transforms an archived document in parts of bounded size
    transform_document   transforms bytes as a whole: a feed that is checked, a page that was fetched
    transform_entries    by itself, for `wireroom inspect`: entries that repeat each other are not joined

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
