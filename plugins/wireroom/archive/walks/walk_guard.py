"""Ends a walk that would not end by itself: a loop, a document again under a new name, no progress."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from wireroom.archive.walks.archive_index import IndexedDocument
from wireroom.errors import OriginError

_STUCK = 10  # documents in a row that are no older than what was read before


class WalkGuard:
    """Watches one walk; raises OriginError, in words, where it must stop."""

    def __init__(self, origin: str, max_documents: int) -> None:
        self._origin = origin
        self._max = max_documents
        self._urls: set[str] = set()
        self._bodies: set[bytes] = set()
        self._oldest: datetime | None = None
        self._stuck = 0

    def enter(self, url: str) -> None:
        """Before a document is read: seen already, or too many?"""
        if url in self._urls:
            raise OriginError(f"{url}: the chain loops back to it", origin=self._origin)
        if len(self._urls) >= self._max:
            raise OriginError(
                f"{url}: more than {self._max} documents; the rest was left", origin=self._origin
            )
        self._urls.add(url)

    def passed(self, document: IndexedDocument, body: bytes) -> None:
        """After it was read: has the walk come any further?

        Servers that do not know `?page=` answer every page with the first one, and link on from it.
        """
        digest = sha256(body).digest()
        is_older = document.oldest is None or self._oldest is None or document.oldest < self._oldest
        self._stuck = 0 if is_older else self._stuck + 1
        if digest in self._bodies or self._stuck >= _STUCK:
            raise OriginError(f"{document.url}: the chain goes on without getting older", origin=self._origin)
        self._bodies.add(digest)
        if document.oldest and is_older:
            self._oldest = document.oldest
