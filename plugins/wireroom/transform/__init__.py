"""A document's bytes in, articles and rejections out: all that lies between fetching and storing.

    bytes ─▶ read_document ─▶ ParsedFeed ─▶ transform_entry, one by one ─▶ TransformedDocument

Whoever has bytes calls `transform_document`. Beside it stand, for whoever has more than bytes:

    transform_in_parts   a document of the past, however many entries it has
    transform_poll       a landed exchange: read by two readers where in doubt, with the feed's next state
    transform_entries    one answer an entry, as `inspect` shows them

`transform_poll` is imported from its own module: it takes settings and secrets, the others nothing but bytes.
"""

from wireroom.transform.entry_context import EntryContext, context_of, entry_context
from wireroom.transform.read_document import read_document
from wireroom.transform.safe_fields import safe, safe_feed
from wireroom.transform.transform_document import (
    TransformedDocument,
    transform_document,
    transform_entries,
    transform_in_parts,
)

__all__ = [
    "EntryContext",
    "TransformedDocument",
    "context_of",
    "entry_context",
    "read_document",
    "safe",
    "safe_feed",
    "transform_document",
    "transform_entries",
    "transform_in_parts",
]
