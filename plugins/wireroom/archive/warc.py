"""WARC, ARC and WACZ files of any crawl as an origin: pages and feeds with URL and time of capture."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import IO, NamedTuple

from wireroom.archive.crawl_documents import AGAIN, CrawlDocuments
from wireroom.archive.crawl_records import ArchiveRecord, archive_records
from wireroom.archive.files_origin import Bookmark, FilesOrigin, Place
from wireroom.archive.saved.saved_files import SavedFile, open_saved, path_of
from wireroom.archive.wacz import WarcPart, warc_parts
from wireroom.common.storage_errors import storage_advice
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument, FileUnit

_NAMES = re.compile(r"\.(w?arc(\.(gz|zst))?|wacz)$", re.I)  # zst: to say that it must be unpacked
_PLAIN = re.compile(r"[!-~]{1,500}")
_UNPACKING = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError)  # what a part of a WACZ raises
_FAR = 128 * 1024  # bytes without a document, after which is said how far the reading is


class WarcOrigin(FilesOrigin):
    """Pages and feeds with status 200 in the WARC, ARC and WACZ files at a place."""

    def unit(self, file: SavedFile) -> FileUnit:
        """The file as a unit named relative to its own folder, since its documents have addresses of their
        own.
        """
        unit = FilesOrigin.unit(self, file)
        folder, _, name = unit.uri.rpartition("/")
        return FileUnit(folder, name, unit.uri, unit.size, unit.fingerprint)

    def is_wanted(self, file: SavedFile) -> bool:
        """Whether the file has a name of such files, or is the place itself."""
        return bool(_NAMES.search(file.name)) or self.place.path.rstrip("/").endswith(f"/{file.name}")

    def read(self, unit: FileUnit, left_out: Counter[str]) -> Iterator[ArchivedDocument]:
        """The documents in the order of the file; equal bytes of an address once."""
        for _, document in self.read_on(unit, left_out, Bookmark()):
            if document is not None:
                yield document

    def read_on(
        self, unit: FileUnit, left_out: Counter[str], after: Bookmark
    ) -> Iterator[tuple[Bookmark, ArchivedDocument | None]]:
        """As `FilesOrigin.read_on`; opened at the last record of the bookmark, if that is still there."""
        yield from _WarcFile(unit, self.place, left_out, after).documents()


class _Passed(NamedTuple):
    """The last record that was passed, as the place of a bookmark."""

    begins: int  # byte of its part
    id: str
    file_begun: str  # ISO 8601; empty: not known
    part: str  # WARC file in a WACZ; empty: the file itself

    @classmethod
    def read(cls, place: str) -> _Passed | None:
        """Parse a bookmark's place; None if nothing was passed."""
        if not place:
            return None
        begins, record_id, file_begun, part = place.split(" ", 3)
        return cls(int(begins), record_id, file_begun, part)

    def written(self) -> str:
        """The place as text for `read`; empty if it could not be parsed again."""
        is_plain = _PLAIN.fullmatch(self.id) and self.part.isprintable()
        return " ".join((str(self.begins), *self[1:])) if is_plain else ""


class _NotThereError(Exception):
    """The record that a bookmark names is not at its position."""


class _WarcFile:
    """A file being read, with what was left out of it."""

    def __init__(self, unit: FileUnit, place: Place, left_out: Counter[str], after: Bookmark) -> None:
        self._uri, self._place, self._left_out, self._after = unit.uri, place, left_out, after
        self._documents = CrawlDocuments(unit.uri, place)
        self._last = _Passed.read(after.place)  # None: it is read from its start
        self._count = after.documents if self._last else 0  # documents on the way so far
        self._counted: _Passed | None = None  # up to it, where a file is read from its start all the same
        self._marked = 0  # byte of the last bookmark
        self._is_damaged = False

    def documents(self) -> Iterator[tuple[Bookmark, ArchivedDocument | None]]:
        """Documents with bookmarks.

        Raises DocumentError if the file is unreadable or damaged, after what is complete.
        """
        try:
            with open_saved(path_of(self._uri), self._place.note, self._place.on_read) as stream:
                try:
                    yield from self._parts(stream)
                except _NotThereError:
                    self._last, self._count, self._counted = None, 0, _Passed.read(self._after.place)
                    yield from self._parts(stream)
        except DocumentError:
            raise
        except zipfile.BadZipFile as error:
            raise DocumentError(f"is not whole: {error}", uri=self._uri, state="damaged") from error
        except Exception as error:
            words = storage_advice(error)
            if words is None:
                raise
            raise DocumentError(f"cannot be read: {words}", uri=self._uri) from error

    def _parts(self, stream: IO[bytes]) -> Iterator[tuple[Bookmark, ArchivedDocument | None]]:
        """The documents of each WARC file in it; a damaged one does not affect the others."""
        damaged: list[DocumentError] = []
        for part in warc_parts(stream, self._uri, self._last.part if self._last else None):
            uri = f"{self._uri}#{part.name}" if part.name else self._uri
            self._documents.begun, self._marked = None, 0
            try:
                for record in self._records(part, uri):
                    yield from self._passed(record, part)
            except DocumentError as error:
                damaged.append(error)
            except _UNPACKING as error:
                words = f"cannot be unpacked to its end: {error}"
                damaged.append(DocumentError(words, uri=uri, state="damaged"))
            self._is_damaged = bool(damaged)  # whoever goes on behind it would not know
        if damaged:
            raise damaged[0]

    def _records(self, part: WarcPart, uri: str) -> Iterator[ArchiveRecord]:
        """The records after the last one that was passed, if there is one."""
        if part.problem:
            raise DocumentError(part.problem, uri=uri, state="damaged")
        last, self._last = self._last, None
        if last is None:
            return archive_records(part.stream, uri, self._place.max_bytes)
        records = archive_records(part.stream, uri, self._place.max_bytes, start=last.begins)
        try:
            found = next(records, None)
        except DocumentError:
            found = None
        if found is None or found.id != last.id or found.begins != last.begins or part.name != last.part:
            raise _NotThereError
        self._documents.begun = datetime.fromisoformat(last.file_begun) if last.file_begun else None
        self._marked = last.begins
        return records

    def _passed(
        self, record: ArchiveRecord, part: WarcPart
    ) -> Iterator[tuple[Bookmark, ArchivedDocument | None]]:
        """The record's document if it is new; without one, now and then a bookmark alone."""
        found = self._documents.of(record)
        document = found if isinstance(found, ArchivedDocument) else None
        if isinstance(found, str) and found:
            self._left_out[found] += 1
        # A repeated one counts: so a document has the same number wherever reading began.
        self._count += document is not None or found == AGAIN
        if self._was_counted(record, part, document):
            self._left_out.clear()
        elif document:
            self._marked = record.begins or 0
            yield Bookmark(self._count, self._place_of(record, part)), document
        elif (record.begins or 0) - self._marked >= _FAR and (written := self._place_of(record, part)):
            self._marked = record.begins or 0
            yield (
                Bookmark(self._count, written),
                None,
            )  # without a place it could not be told what was counted

    def _was_counted(self, record: ArchiveRecord, part: WarcPart, document: ArchivedDocument | None) -> bool:
        """Whether the record lies before the bookmark, so that what was left out is counted already."""
        counted = self._counted
        if counted and part.name == counted.part and (record.begins or 0) >= counted.begins:
            is_last = (
                record.id == counted.id
            )  # others may begin at the same byte, in a file packed as a whole
            self._counted = None if is_last or (record.begins or 0) > counted.begins else counted
            counted = counted if is_last else self._counted
        if self._count == self._after.documents:
            return document is not None or counted is not None
        return self._count < self._after.documents

    def _place_of(self, record: ArchiveRecord, part: WarcPart) -> str:
        """The bookmark's place to continue after the record.

        Empty if the file must be read from its start.
        """
        if record.begins is None or not part.is_seekable or self._is_damaged:
            return ""
        begun = self._documents.begun.isoformat() if self._documents.begun else ""
        return _Passed(record.begins, record.id, begun, part.name).written()
