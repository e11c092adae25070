"""A folder of saved documents as an origin: feeds, pages and plain texts, told apart by what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from upath import UPath

from wireroom.archive.files_origin import FilesOrigin
from wireroom.archive.saved_files import open_saved, path_of
from wireroom.common.gzip_members import gunzip
from wireroom.common.sniff import media_type
from wireroom.common.storage_trouble import storage_trouble
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument, FileUnit


class DocumentsOrigin(FilesOrigin):
    """Every feed, page and text below a place, each file one document."""

    def read(self, unit: FileUnit, left_out: Counter[str]) -> Iterator[ArchivedDocument]:
        """The one document; its address is below the place, not from the root of the disk."""
        path = path_of(unit.uri)
        try:
            with open_saved(path) as file:
                body = file.read(self.place.max_bytes + 1)
            captured = self._captured(path)
        except Exception as error:
            words = storage_trouble(error)
            if words is None:
                raise
            raise DocumentError(f"cannot be read: {words}", uri=unit.uri) from error
        body = self._unpacked(body, unit.uri)
        if len(body) > self.place.max_bytes:
            raise DocumentError(f"is larger than {self.place.max_bytes:,} bytes", uri=unit.uri)
        kind = media_type(body)
        if kind is None:
            raise DocumentError("holds no feed, page or text" if body else "is empty", uri=unit.uri)
        yield ArchivedDocument(unit.uri, f"file:{unit.name}", body, captured, kind)

    def _unpacked(self, body: bytes, uri: str) -> bytes:
        """Saved feeds are often kept as .gz; no more is unpacked than may be kept."""
        content, trouble = gunzip(body, most=self.place.max_bytes)
        if trouble:
            raise DocumentError(trouble, uri=uri)
        return content

    def _captured(self, path: UPath) -> datetime:
        modified = getattr(path.stat(), "st_mtime", 0)
        return datetime.fromtimestamp(modified, UTC) if modified else self.place.now
