"""Look into a file to tell what it holds: a few documents of its beginning, or of a few members of a zip.

Nothing is written. Of a large feed the beginning is looked at, and a few entries of that.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from wireroom.archive.files_origin import Bookmark, FilePart, FilesOrigin
from wireroom.backfill.estimates.file_kinds import FileKinds, KindName, Sample, nearest
from wireroom.backfill.estimates.look_at_entries import EntriesWatch
from wireroom.backfill.transform_archived import ArchiveReading, transform_one
from wireroom.common.masking import masked
from wireroom.common.sniff import media_type
from wireroom.models import ArchivedDocument, DayRange, FileUnit
from wireroom.runtime.document_budget import RefusedDocuments
from wireroom.settings import Settings
from wireroom.store.connection import Connection

_LOOKED_AT = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144}  # documents of a file that are transformed
_PASSED = 200  # documents of a file that are read, to learn how many bytes each takes
_FAR = 1024 * 1024  # bytes of a file that are read, if that comes first
_PATIENCE = 0.5  # CPU seconds after the time is over, for a file of which nothing is known yet
_KINDS_WITHIN = 6  # sampled kinds of members of a zip, the largest
_WARMING = 4  # first documents, which are transformed twice
_CUT = 1_000_000  # bytes of a feed
_FEEDS = {f"application/{name}" for name in ("rss+xml", "rdf+xml", "atom+xml", "xml", "feed+json")}

_log = logging.getLogger(__name__)


class _EnoughError(Exception):
    """The time is over."""


class FileLook:
    """Looks into one file after another."""

    def __init__(
        self,
        conn: Connection,
        settings: Settings,
        origin: FilesOrigin,
        window: DayRange | None,
        now: datetime,
    ) -> None:
        self._origin = origin
        self._watch = EntriesWatch(settings.budget, RefusedDocuments())
        self._watch.limit_memory()
        self._reading = ArchiveReading(conn, settings, self._watch, window, now)
        self._is_warm, self._warmed = False, 0  # documents

    def into(self, unit: FileUnit, until: float) -> Sample:
        """What a file holds; little more than a document is looked at after `until`, in CPU seconds."""
        try:
            whole = FilePart(unit.name, unit.size)
            if not self._is_warm:  # what reads files is imported by the first
                self._is_warm = True
                next(self._documents(unit, whole, _Passed(whole, until)), None)
            parts = self._origin.parts(unit)
            if not parts:
                return self._part(unit, whole, until)
            within = self._within(unit, parts, until)
            return within._replace(files=1, size=unit.size)
        except _EnoughError:
            return Sample()
        except Exception:  # reported when the file is really read
            _log.debug("%s: a look into it ended", masked(unit.uri), exc_info=True)
            return Sample(1, unit.size)

    def _within(self, unit: FileUnit, parts: list[FilePart], until: float) -> Sample:
        """The sum of all members."""
        kinds, seen, total = FileKinds[FilePart](), dict[KindName, Sample](), Sample()
        for part in parts:
            kinds.add(part)
        largest = kinds.largest()
        for kind in largest[:_KINDS_WITHIN]:
            for part in kind.some:
                if kind.name not in seen or time.process_time() < until:
                    seen[kind.name] = seen.get(kind.name, Sample()) + self._part(unit, part, until)
        for kind in largest:
            if sample := nearest(seen, kind.name):
                total += sample.like(kind.files, kind.size)
        return total

    def _part(self, unit: FileUnit, part: FilePart, until: float) -> Sample:
        """What a file or a member holds, by its first documents."""
        passed, looked, seen = _Passed(part, until), 0, Sample()
        began, aside, unpacked = time.process_time(), 0.0, 0
        for document in self._documents(unit, part, passed):
            passed.documents += 1
            unpacked += len(document.body)
            if passed.documents in _LOOKED_AT and (not looked or time.process_time() < until):
                at = time.process_time()
                looked, seen = looked + 1, seen + self._understood(document)
                aside += time.process_time() - at
            if passed.is_enough(unpacked):
                break
        total = passed.in_all(unpacked)
        reading = (time.process_time() - began - aside) / max(passed.documents, 1)
        of_one = seen.articles / max(looked, 1), seen.cpu_seconds / max(looked, 1) + reading
        return Sample(1, part.size, total, *(total * each for each in of_one))

    def _documents(self, unit: FileUnit, part: FilePart, passed: _Passed) -> Iterator[ArchivedDocument]:
        """The documents of the part alone."""
        place = replace(self._origin.place, note=lambda words: None, on_read=passed.came_to)
        origin, member = replace(self._origin, place=place), part.place.partition(" ")[0]
        for bookmark, document in origin.read_on(unit, passed.left_out, Bookmark(0, part.place)):
            if member and bookmark.place.partition(" ")[0] != member:
                return  # the next one
            if document is not None:
                yield document

    def _understood(self, document: ArchivedDocument) -> Sample:
        """The articles of a document, and the CPU time for them."""
        times = 1.0
        if len(document.body) > _CUT and media_type(document.body) in _FEEDS:
            times = len(document.body) / _CUT
            document = replace(document, body=document.body[:_CUT], is_torn=True)
        if self._warmed < _WARMING:  # models and tables are loaded by the first documents
            self._warmed += 1
            self._transformed(document)
        articles, cpu = self._transformed(document)
        return Sample(articles=articles * times, cpu_seconds=cpu * times)

    def _transformed(self, document: ArchivedDocument) -> tuple[float, float]:
        """The articles and rejections in a document, and CPU seconds."""
        self._watch.begin()
        made = sum(
            len(part.articles) + sum(map(self._watch.is_own, part.rejections))
            for part in transform_one(self._reading, document, 0)
        )
        return self._watch.in_all(made)


class _Passed:
    """How many documents of a part were passed, up to which byte of it."""

    def __init__(self, part: FilePart, until: float) -> None:
        self._part, self._until = part, until
        self.documents = 0
        self.left_out: Counter[str] = Counter()
        self._before = self._at = 0  # the last two positions
        self._skipped = 0  # bytes that hold no document, as those of pictures
        self._furthest: tuple[int, int] | None = None  # bytes, and documents in them
        self._is_over = False

    def came_to(self, position: int) -> None:
        """Called when reading is at `position`; that of a zip begins at its end.

        Raises _EnoughError if there was no document for too long.
        """
        if not self.documents and time.process_time() > self._until + _PATIENCE:
            raise _EnoughError
        at = min(position - self._part.begins, self._part.size)
        if at <= self._at:
            return
        if self.documents and self._at > self._skipped:
            self._furthest = self._at, self.documents
        if not self.documents:
            self._before = self._at
        self._at = at

    def is_enough(self, unpacked: int) -> bool:
        """Whether no more need be read, after each document; so many bytes were in all of them."""
        if self.documents == 1 and self.left_out:
            self._skipped = self._before
        if self.documents >= _PASSED or unpacked >= _FAR:
            self._is_over = self._furthest is not None or time.process_time() > self._until
        return self._is_over

    def in_all(self, unpacked: int) -> float:
        """The number of documents. Raises _EnoughError if nobody can tell."""
        if not self._is_over:
            return self.documents
        at, documents = self._furthest or (min(unpacked, self._part.size), self.documents)
        if not self._furthest and unpacked > self._at:
            raise _EnoughError  # it is packed, and held in memory
        return documents + documents / (at - self._skipped) * (self._part.size - at)
