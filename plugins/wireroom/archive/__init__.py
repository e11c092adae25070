"""Origins of past articles, one module each: `origin` says what they share, `register` which there are."""

from wireroom.archive.files_origin import Bookmark, FilesOrigin, Place
from wireroom.archive.landed import LandedFiles, archived
from wireroom.archive.origin import Cost, Origin
from wireroom.archive.register import (
    ORIGINS,
    FromFeeds,
    FromLanding,
    FromPlace,
    Registered,
    origin_named,
    summaries,
)
from wireroom.archive.saved.saved_files import below_documents_root
from wireroom.archive.walks.archive_index import ArchiveIndex, IndexedDocument
from wireroom.archive.walks.feed_history import ArchiveServer, FeedHistory

__all__ = [
    "ORIGINS",
    "ArchiveIndex",
    "ArchiveServer",
    "Bookmark",
    "Cost",
    "FeedHistory",
    "FilesOrigin",
    "FromFeeds",
    "FromLanding",
    "FromPlace",
    "IndexedDocument",
    "LandedFiles",
    "Origin",
    "Place",
    "Registered",
    "archived",
    "below_documents_root",
    "origin_named",
    "summaries",
]
