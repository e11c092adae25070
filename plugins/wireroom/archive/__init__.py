"""Origins of past articles, one module each: `origin` says what they share, `register` which there are.

Only the register is imported at once: DAG files, which list its names, are parsed for ever.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from wireroom.archive.register import (
    ORIGINS,
    FromFeeds,
    FromLanding,
    FromPlace,
    origin_named,
    summaries,
)

if TYPE_CHECKING:
    from wireroom.archive.files_origin import Bookmark, FilePart, FilesOrigin, Place
    from wireroom.archive.landed import LandedFiles, archived
    from wireroom.archive.origin import Cost, Origin
    from wireroom.archive.saved.documents_root import below_documents_root
    from wireroom.archive.walks.archive_index import ArchiveIndex, IndexedDocument
    from wireroom.archive.walks.feed_history import ArchiveServer, FeedHistory

__all__ = [
    "ORIGINS",
    "ArchiveIndex",
    "ArchiveServer",
    "Bookmark",
    "Cost",
    "FeedHistory",
    "FilePart",
    "FilesOrigin",
    "FromFeeds",
    "FromLanding",
    "FromPlace",
    "IndexedDocument",
    "LandedFiles",
    "Origin",
    "Place",
    "archived",
    "below_documents_root",
    "origin_named",
    "summaries",
]

_WHERE = {
    "files_origin": ("Bookmark", "FilePart", "FilesOrigin", "Place"),
    "landed": ("LandedFiles", "archived"),
    "origin": ("Cost", "Origin"),
    "saved.documents_root": ("below_documents_root",),
    "walks.archive_index": ("ArchiveIndex", "IndexedDocument"),
    "walks.feed_history": ("ArchiveServer", "FeedHistory"),
}


def __getattr__(name: str) -> Any:
    """Import a name of `_WHERE` when it is first used."""
    for module, names in _WHERE.items():
        if name in names:
            return getattr(import_module(f"wireroom.archive.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
