"""Limit the time and memory that one document may take, by means of the kernel.

    Watchdog.document ─▶ parsing ─▶ .begin_second_reading ─▶ .entry, before each ─▶ … ─▶ .done
        └─ sets RLIMIT_CPU and a timer: beyond them SIGXCPU or SIGALRM ends the process, even in C code

The parent then asks `Watchdog.stuck` where the child was, records that in `RefusedDocuments`, and starts a
child again.
"""

from __future__ import annotations

import math
import mmap
import resource
import signal
import struct
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from wireroom.settings import Budget

_PLACE: Final = struct.Struct("qq")
_NOWHERE: Final = -1
_SECOND_READING: Final = -2
_PATIENCE: Final = 10  # wall-clock time allowed, as a multiple of CPU time: other processes need CPUs too
_PER_ENTRIES: Final = 1_000  # entries after which a document gets its seconds again
_MOST_ENTRIES: Final = 3  # entries of a document that are refused one by one; then the whole document is
_TOO_SLOW: Final = frozenset({signal.SIGXCPU, signal.SIGALRM})
# The clock of this process that the kernel compares with RLIMIT_CPU: CPUCLOCK_PROF, which counts ticks. After
# minutes of work it differs by seconds from the exact one, by which the process would be ended too early.
_BY_TICKS: Final = -8
_CRASHES: Final = frozenset({signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGILL, signal.SIGFPE})


class Stuck(NamedTuple):
    """Where a process was when it ended: the document, and the entry in it."""

    document: int
    entry: int | None  # None: in parsing, or after the entries
    in_second_reading: bool = False

    def in_words(self) -> str:
        """The place in words, as the start of a sentence."""
        if self.in_second_reading:
            return f"feedparser's reading of document {self.document}"
        what = "document" if self.entry is None else f"entry {self.entry + 1} of document"
        return f"{what} {self.document}"


class Refusal(NamedTuple):
    """Why a document or an entry is not read."""

    reason: str  # a name, as in `news.rejected`
    words: str


@dataclass(slots=True)
class RefusedDocuments:
    """Documents by number, and entries by position in them, that ended a process and are not read again."""

    documents: dict[int, Refusal] = field(default_factory=dict)
    entries: dict[int, dict[int, Refusal]] = field(default_factory=dict)
    second_readings: dict[int, Refusal] = field(default_factory=dict)

    def note(self, stuck: Stuck, refusal: Refusal) -> None:
        """Refuse the second reading or the entry; the document if it was neither, or an entry too many."""
        if stuck.in_second_reading:
            self.second_readings[stuck.document] = refusal
            return
        entries = self.entries.setdefault(stuck.document, {})
        if stuck.entry is None or len(entries) == _MOST_ENTRIES:
            self.documents[stuck.document] = refusal
        else:
            entries[stuck.entry] = refusal


class Watchdog:
    """Limits what a child spends on a document, and tells the parent where it was.

    It is created before the fork, since parent and child share its memory page.
    """

    def __init__(self, budget: Budget, refused: RefusedDocuments) -> None:
        self._budget = budget
        self.refused = refused
        self._page = mmap.mmap(-1, _PLACE.size)
        self.number = _NOWHERE
        self._until = 0.0
        self._at(_NOWHERE, _NOWHERE)

    def limit_memory(self) -> None:
        """Limit the memory of this process to the budget beyond what it has now; then it gets MemoryError."""
        try:
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])
        except (OSError, IndexError, ValueError):
            return  # not Linux
        limit = pages * resource.getpagesize() + self._budget.megabytes * 1024 * 1024
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (_at_most(limit, hard), hard))

    def document(self, number: int) -> None:
        """Begin a document; `number` identifies it among those that this process reads."""
        self.number = number
        self._until = cpu_time() + self._budget.document_seconds
        self._at(number, _NOWHERE)
        self._arm(self._until)

    def entry(self, place: int, count: int) -> Refusal | None:
        """Begin entry `place` of `count`, or what follows the entries (`place == count`).

        Returns a refusal if the entry must not be read.
        """
        if place and place % _PER_ENTRIES == 0:
            self._until += self._budget.document_seconds
        if known := self.refused.entries.get(self.number, {}).get(place):
            return known
        self._at(self.number, place if place < count else _NOWHERE)
        self._arm(min(cpu_time() + self._budget.entry_seconds, self._until))
        return None

    def begin_second_reading(self) -> Refusal | None:
        """Begin a second reading, with its own limit of time; returns a refusal if there must be none."""
        if known := self.refused.second_readings.get(self.number):
            return known
        self._at(self.number, _SECOND_READING)
        self._arm(min(cpu_time() + self._budget.second_reading_seconds, self._until))
        return None

    def end_second_reading(self) -> None:
        """End a second reading; the document's own limit applies again."""
        self._at(self.number, _NOWHERE)
        self._arm(self._until)

    def done(self) -> None:
        """End the document; nothing is limited until the next."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
        self._at(_NOWHERE, _NOWHERE)

    def stuck(self) -> Stuck | None:
        """Where the child was when it ended; None if it was not reading a document."""
        document, place = _PLACE.unpack_from(self._page)
        if document == _NOWHERE:
            return None
        return Stuck(document, place if place >= 0 else None, in_second_reading=place == _SECOND_READING)

    def refusal(self, stuck: Stuck, ended_by: int) -> Refusal | None:
        """The refusal for what was read when a signal ended the process; None if that was not the cause."""
        if ended_by in _CRASHES:
            return Refusal("failed", f"reading it ended the process ({signal.Signals(ended_by).name})")
        if ended_by not in _TOO_SLOW:
            return None
        seconds = self._budget.document_seconds if stuck.entry is None else self._budget.entry_seconds
        if stuck.in_second_reading:
            seconds = self._budget.second_reading_seconds
        if ended_by == signal.SIGALRM:
            return Refusal("too_slow", f"reading it had not ended after {seconds * _PATIENCE} seconds")
        return Refusal("too_slow", f"reading it took more than {seconds} seconds of CPU time")

    def _at(self, document: int, place: int) -> None:
        _PLACE.pack_into(self._page, 0, document, place)

    def _arm(self, until: float) -> None:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (_at_most(math.ceil(until), hard), hard))
        left = max(until - cpu_time(), 0.1)
        signal.setitimer(signal.ITIMER_REAL, left * _PATIENCE)


def _at_most(limit: int, hard: int) -> int:
    return limit if hard == resource.RLIM_INFINITY else min(limit, hard)


def cpu_time() -> float:
    """CPU seconds of this process, as RLIMIT_CPU counts them (posix-timers.h of Linux)."""
    try:
        return time.clock_gettime(_BY_TICKS)
    except OSError:
        return time.process_time()
