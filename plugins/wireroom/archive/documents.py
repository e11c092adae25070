"""A folder of saved documents as an origin: feeds, pages and plain texts, told apart by what they hold."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import quote

from upath import UPath

from wireroom.archive.origin import Cost
from wireroom.archive.place import Place
from wireroom.archive.saved_files import SavedFile, open_saved, saved_files
from wireroom.archive.sniff import sniff
from wireroom.common.storage_trouble import storage_trouble
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument


@dataclass(frozen=True, slots=True)
class DocumentsOrigin:
    """Every feed, page and text below a place, each file one document."""

    place: Place

    def cost(self, day: date | None) -> Cost:
        """No requests; how many files, and their bytes."""
        files = size = 0
        for file in saved_files(self.place.path):
            if not file.trouble:
                files += 1
                size += _size(file.path)
        return Cost(0, size, f"{files} files")

    def documents(self, day: date | None) -> Iterator[ArchivedDocument]:
        """Each feed, page and text, by path; what day it is of can only be told by reading it.

        Raises OriginError where the place itself cannot be listed.
        """
        for file in saved_files(self.place.path):
            try:
                yield self._document(file)
            except DocumentError as error:
                self.place.refused(error)

    def _document(self, saved: SavedFile) -> ArchivedDocument:
        uri = saved.path.as_uri()
        if saved.trouble:
            raise DocumentError(saved.trouble, uri=uri)
        try:
            with open_saved(saved.path) as file:
                body = file.read(self.place.max_bytes + 1)
            captured = self._captured(saved.path)
        except Exception as error:
            words = storage_trouble(error)
            if words is None:
                raise
            raise DocumentError(f"cannot be read: {words}", uri=uri) from error
        body = self._unpacked(body, uri)
        if len(body) > self.place.max_bytes:
            raise DocumentError(f"is larger than {self.place.max_bytes:,} bytes", uri=uri)
        kind = sniff(body)
        if kind is None:
            raise DocumentError("holds no feed, page or text" if body else "is empty", uri=uri)
        return ArchivedDocument(uri, _address(saved.name), body, captured, kind)

    def _unpacked(self, body: bytes, uri: str) -> bytes:
        """Saved feeds are often kept as .gz; no more is unpacked than may be kept."""
        if not body.startswith(b"\x1f\x8b"):
            return body
        try:
            return zlib.decompressobj(wbits=31).decompress(body, self.place.max_bytes + 1)
        except zlib.error as error:
            raise DocumentError(f"is not whole: {error}", uri=uri) from error

    def _captured(self, path: UPath) -> datetime:
        modified = getattr(path.stat(), "st_mtime", 0)
        return datetime.fromtimestamp(modified, UTC) if modified else self.place.now


def _address(name: str) -> str:
    """Below the place, not from the root of the disk: a folder that is moved holds the same documents."""
    return f"file:{quote(name, errors='surrogateescape')}"


def _size(path: UPath) -> int:
    try:
        return int(path.stat().st_size)
    except OSError:
        return 0  # counted as a file; reading it will say what is wrong
