"""Origins of past articles, one module each; see `origin` for what they have in common."""

from wireroom.archive.archive_index import ArchiveIndex, IndexedDocument
from wireroom.archive.documents import DocumentsOrigin
from wireroom.archive.documents_root import below_documents_root
from wireroom.archive.feed_links import FeedLinks, feed_links
from wireroom.archive.landed import LandedOrigin, archived
from wireroom.archive.origin import Cost, Origin, day_bounds
from wireroom.archive.rfc5005 import Rfc5005Origin

__all__ = [
    "ArchiveIndex",
    "Cost",
    "DocumentsOrigin",
    "FeedLinks",
    "IndexedDocument",
    "LandedOrigin",
    "Origin",
    "Rfc5005Origin",
    "archived",
    "below_documents_root",
    "day_bounds",
    "feed_links",
]
