"""Files that are to be read in, by kind; how many articles they hold and what reading takes, by a look, out.

A few documents of a few files of each kind (ending, and size within a factor of ten) are read and understood,
in a process apart; nothing is written. Only what lies on this machine's disks is looked into.
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

from wireroom import store
from wireroom.archive import Bookmark, FilesOrigin
from wireroom.backfill.jobs import Window
from wireroom.backfill.transform_archived import ArchiveReading, transform_one
from wireroom.common.masking import masked
from wireroom.errors import ChildEndedError
from wireroom.models import ArchivedDocument, FileUnit
from wireroom.runtime.document_budget import RefusedDocuments, Watchdog
from wireroom.runtime.run_in_child import Tell, run_in_child
from wireroom.settings import Settings

_FILES = 3  # looked into, of a kind
_KINDS = 8  # the largest
_DOCUMENTS = 12  # understood, of a file
_PASSED = 200  # read, of a file, which tells how close they lie
_FAR = 1024 * 1024  # bytes of a file
_WARMING = 4  # documents that are understood twice
_SECONDS = 2.0  # of CPU time for all, after which nothing more is begun
_HARD_SECONDS = 8  # after which the kernel ends it
_FILING = 0.002  # CPU seconds an article, which a look does not pay; of a text of a line that is all

_ENDING = re.compile(r"\.([0-9a-z]{1,8})(?:\.(?:gz|bz2|xz))?$", re.I)

_log = logging.getLogger(__name__)


@dataclass
class FileKind:
    """Files of one ending, whose sizes have as many digits."""

    ending: str
    digits: int
    files: int = 0
    size: int = 0
    some: list[FileUnit] = field(default_factory=list)


class FileKinds:
    """What is to be read, by kind; small, however many files."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, int], FileKind] = {}
        self._draw = Random(0)  # noqa: S311 - which files are looked into is no secret

    def add(self, unit: FileUnit) -> None:
        """Each file has the same chance to be one of the few that are looked into."""
        found = _ENDING.search(unit.name)
        key = found[1].lower() if found else "", len(str(unit.size))
        kind = self._kinds.setdefault(key, FileKind(*key))
        kind.files, kind.size = kind.files + 1, kind.size + unit.size
        if len(kind.some) < _FILES:
            kind.some.append(unit)
        elif (place := self._draw.randrange(kind.files)) < _FILES:
            kind.some[place] = unit

    def largest(self) -> list[FileKind]:
        """The largest first."""
        return sorted(self._kinds.values(), key=lambda kind: -kind.size - 20_000 * kind.files)


class Sample(NamedTuple):
    """What was seen of files of a kind."""

    files: int = 0
    size: int = 0  # bytes of them that were read
    passed: int = 0  # documents in these bytes
    documents: int = 0  # that were understood
    articles: int = 0
    cpu_seconds: float = 0.0

    def __add__(self, more: tuple[object, ...]) -> Sample:
        """Both together."""
        return Sample(*(mine + other for mine, other in zip(self, more, strict=True)))  # type: ignore[operator,arg-type]

    def of(self, kind: FileKind) -> tuple[float, float]:
        """Articles and CPU seconds of all files of the kind."""
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
    window: Window | None,
    now: datetime,
) -> dict[tuple[str, int], Sample]:
    """By ending and digits; of kinds that were not come to, or lie elsewhere, there is none."""
    here = [kind for kind in kinds if all(unit.uri.startswith("file:") for unit in kind.some)][:_KINDS]
    found: dict[tuple[str, int], Sample] = {}

    def work(tell: Tell) -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (_HARD_SECONDS, _HARD_SECONDS))
        watch = Watchdog(settings.budget, RefusedDocuments())
        watch.limit_memory()
        with store.connect(settings.database_url) as conn:
            looking = _Looking(conn, settings, origin, window, now, watch)
            for place, kind in enumerate(here, start=1):
                until = time.process_time() + (_SECONDS - time.process_time()) / (len(here) - place + 1)
                tell(
                    (kind.ending, kind.digits, sum((looking.at(unit, until) for unit in kind.some), Sample()))
                )

    def hear(told: tuple[str, int, Sample]) -> None:
        found[told[0], told[1]] = told[2]

    if here:
        with suppress(ChildEndedError):  # by a document that passes its budget: filing will refuse it
            run_in_child(work, hear)
    return found


@dataclass
class _Looking:
    conn: store.Connection
    settings: Settings
    origin: FilesOrigin
    window: Window | None
    now: datetime
    watch: Watchdog
    warmed: int = 0  # documents

    def at(self, unit: FileUnit, until: float) -> Sample:
        """The beginning of a file."""
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
        except Exception:  # reading it will say so, and go on with the others
            _log.debug("%s: a look into it ended", masked(unit.uri), exc_info=True)
        return seen + Sample(1, unit.size, passed)

    def _understood(self, document: ArchivedDocument) -> Sample:
        if self.warmed < _WARMING:  # models and tables load once a process, some of them for the second
            self.warmed += 1
            self._transformed(document)
        began = time.process_time()
        articles = self._transformed(document)
        return Sample(documents=1, articles=articles, cpu_seconds=time.process_time() - began)

    def _transformed(self, document: ArchivedDocument) -> int:
        """Articles in it."""
        articles = 0
        reading = ArchiveReading(self.conn, self.settings, self.watch, self.window, self.now)
        for part in transform_one(reading, document, 0):
            articles += len(part.articles) + len(part.rejections)
        return articles


class _Place:
    """How many documents had come when the reading went on to its next bytes."""

    def __init__(self) -> None:
        self.passed = self._at = 0
        self.furthest: tuple[int, int] | None = None  # bytes, and documents in them

    def came_to(self, position: int) -> None:
        """The reading is at a byte; a zip's is at its end first."""
        if position > self._at > 0 and self.passed:
            self.furthest = self._at, self.passed
        self._at = position
