"""Estimate how many articles files hold, and how long reading them takes, from samples.

A few documents of a few files of each kind (same ending and number of digits of the size) are read and
transformed in a child process; nothing is written. Only files on this machine are sampled.
"""

from __future__ import annotations

import logging
import re
import resource
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from typing import NamedTuple

from wireroom.archive import Bookmark, FilesOrigin
from wireroom.backfill.transform_archived import ArchiveReading, transform_one
from wireroom.common.masking import masked
from wireroom.errors import ChildEndedError
from wireroom.models import ArchivedDocument, DayRange, FileUnit
from wireroom.runtime.document_budget import RefusedDocuments, Watchdog
from wireroom.runtime.run_in_child import Tell, run_in_child
from wireroom.settings import Settings
from wireroom.store.connection import Connection, connect

_FILES = 3  # sampled files of a kind
_KINDS = 8  # sampled kinds, the largest
_DOCUMENTS = 12  # transformed documents of a file
_PASSED = 200  # documents of a file that are read, to learn how many bytes each takes
_FAR = 1024 * 1024  # bytes of a file that are read, if that comes first
_WARMING = 4  # first documents, which are transformed twice
_SECONDS = 2.0  # of CPU time for all samples, after which no other is begun
_HARD_SECONDS = 8  # of CPU time, after which the kernel ends the process
_FILING = 0.002  # CPU seconds to store an article, which is not part of a sample

_ENDING = re.compile(r"\.([0-9a-z]{1,8})(?:\.(?:gz|bz2|xz))?$", re.I)

_log = logging.getLogger(__name__)


@dataclass
class FileKind:
    """Files with the same ending, whose sizes have the same number of digits."""

    ending: str
    digits: int
    files: int = 0
    size: int = 0
    some: list[FileUnit] = field(default_factory=list)


class FileKinds:
    """The files to read, by kind; its size does not depend on the number of files."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, int], FileKind] = {}
        self._draw = Random(0)  # noqa: S311 - which files are looked into is no secret

    def add(self, unit: FileUnit) -> None:
        """Add a file; each file of a kind has the same chance of being sampled."""
        found = _ENDING.search(unit.name)
        key = found[1].lower() if found else "", len(str(unit.size))
        kind = self._kinds.setdefault(key, FileKind(*key))
        kind.files, kind.size = kind.files + 1, kind.size + unit.size
        if len(kind.some) < _FILES:
            kind.some.append(unit)
        elif (place := self._draw.randrange(kind.files)) < _FILES:
            kind.some[place] = unit

    def largest(self) -> list[FileKind]:
        """The kinds, those with the most to read first."""
        return sorted(self._kinds.values(), key=lambda kind: -kind.size - 20_000 * kind.files)


class Sample(NamedTuple):
    """What was read of files of a kind."""

    files: int = 0
    size: int = 0  # bytes that were read
    passed: int = 0  # documents in these bytes
    documents: int = 0  # that were transformed
    articles: int = 0
    cpu_seconds: float = 0.0

    def __add__(self, more: tuple[object, ...]) -> Sample:
        """The sum of two samples, field by field."""
        return Sample(*(mine + other for mine, other in zip(self, more, strict=True)))  # type: ignore[operator,arg-type]

    def of(self, kind: FileKind) -> tuple[float, float]:
        """Estimated articles and CPU seconds of all files of the kind."""
        a_file = self.passed / max(self.files, 1)
        count = a_file * kind.files if a_file <= 1 else self.passed * kind.size / max(self.size, 1)
        known = max(self.documents, 1)
        articles = count * self.articles / known
        return articles, count * self.cpu_seconds / known + articles * _FILING


def sample_files(
    settings: Settings,
    origin: FilesOrigin,
    kinds: Iterable[FileKind],
    *,
    window: DayRange | None,
    now: datetime,
) -> dict[tuple[str, int], Sample]:
    """Samples by ending and digits; none for kinds that were not reached or are not on this machine."""
    here = [kind for kind in kinds if all(unit.uri.startswith("file:") for unit in kind.some)][:_KINDS]
    found: dict[tuple[str, int], Sample] = {}

    def work(tell: Tell) -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (_HARD_SECONDS, _HARD_SECONDS))
        watch = Watchdog(settings.budget, RefusedDocuments())
        watch.limit_memory()
        with connect(settings.database_url) as conn:
            looking = _Looking(conn, settings, origin, window, now, watch)
            for place, kind in enumerate(here, start=1):
                until = time.process_time() + (_SECONDS - time.process_time()) / (len(here) - place + 1)
                tell(
                    (kind.ending, kind.digits, sum((looking.at(unit, until) for unit in kind.some), Sample()))
                )

    def hear(told: tuple[str, int, Sample]) -> None:
        found[told[0], told[1]] = told[2]

    if here:
        with suppress(ChildEndedError):  # a document exceeded its budget; it is refused when it is stored
            run_in_child(work, hear)
    return found


@dataclass
class _Looking:
    conn: Connection
    settings: Settings
    origin: FilesOrigin
    window: DayRange | None
    now: datetime
    watch: Watchdog
    warmed: int = 0  # documents

    def at(self, unit: FileUnit, until: float) -> Sample:
        """Sample the beginning of a file; an empty sample after `until`, in CPU seconds of this process."""
        if time.process_time() >= until:
            return Sample()
        heard = _Place()
        place = replace(self.origin.place, note=lambda words: None, on_read=heard.came_to)
        origin, seen, passed = replace(self.origin, place=place), Sample(), 0
        try:
            for _, document in origin.read_on(unit, Counter(), Bookmark()):
                passed += document is not None
                heard.passed = passed
                if document and seen.documents < _DOCUMENTS and time.process_time() < until:
                    seen += self._understood(document)
                if heard.furthest and (passed >= _PASSED or heard.furthest[0] >= _FAR):
                    size, passed = heard.furthest
                    return seen + Sample(1, size, passed)
        except Exception:  # reported when the file is really read
            _log.debug("%s: a look into it ended", masked(unit.uri), exc_info=True)
        return seen + Sample(1, unit.size, passed)

    def _understood(self, document: ArchivedDocument) -> Sample:
        if self.warmed < _WARMING:  # models and tables are loaded by the first documents
            self.warmed += 1
            self._transformed(document)
        began = time.process_time()
        articles = self._transformed(document)
        return Sample(documents=1, articles=articles, cpu_seconds=time.process_time() - began)

    def _transformed(self, document: ArchivedDocument) -> int:
        """The number of articles and rejections in a document."""
        articles = 0
        reading = ArchiveReading(self.conn, self.settings, self.watch, self.window, self.now)
        for part in transform_one(reading, document, 0):
            articles += len(part.articles) + len(part.rejections)
        return articles


class _Place:
    """Records how many documents had been read up to a position of a file."""

    def __init__(self) -> None:
        self.passed = self._at = 0
        self.furthest: tuple[int, int] | None = None  # bytes, and documents in them

    def came_to(self, position: int) -> None:
        """Called when reading is at `position`; that of a zip begins at its end."""
        if position > self._at > 0 and self.passed:
            self.furthest = self._at, self.passed
        self._at = position
