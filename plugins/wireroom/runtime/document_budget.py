"""The time and memory that one document may cost in; limits that the kernel keeps out.

    Watchdog.document ─▶ parsing ─▶ .begin_second_reading ─▶ .entry, before each ─▶ … ─▶ .done
        └─ sets RLIMIT_CPU and a timer: past them SIGXCPU or SIGALRM ends the process, in C code too

Who waits for the process asks `Watchdog.stuck` where it was, notes it in `RefusedDocuments`, and starts it
again.
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
_PATIENCE: Final = 10  # times as long by the clock: other processes want the processors too
_PER_ENTRIES: Final = 1_000  # entries for which a document has its seconds once more
_MOST_ENTRIES: Final = 3  # of a document, passed over one by one; then the whole of it is
_TOO_SLOW: Final = frozenset({signal.SIGXCPU, signal.SIGALRM})
# This process's clock that the kernel holds against RLIMIT_CPU: CPUCLOCK_PROF, counted by ticks. It drifts
# from the exact one, by seconds in a process that has worked for minutes: the limit would end it for nothing.
_BY_TICKS: Final = -8
_CRASHES: Final = frozenset({signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGILL, signal.SIGFPE})


class Stuck(NamedTuple):
    """Where a process was ended: which document, and which entry of it."""

    document: int
    entry: int | None  # None: not in an entry, but in parsing, or in what comes after the entries
    in_second_reading: bool = False

    def in_words(self) -> str:
        """As the start of a sentence about what goes on without it."""
        if self.in_second_reading:
            return f"feedparser's reading of document {self.document}"
        what = "document" if self.entry is None else f"entry {self.entry + 1} of document"
        return f"{what} {self.document}"


class Refusal(NamedTuple):
    """Why a document or an entry is not tried again."""

    reason: str  # by name, as in `news.rejected`
    words: str


@dataclass(slots=True)
class RefusedDocuments:
    """Documents by their number, and entries by their place in them, that ended a process."""

    documents: dict[int, Refusal] = field(default_factory=dict)
    entries: dict[int, dict[int, Refusal]] = field(default_factory=dict)
    second_readings: dict[int, Refusal] = field(default_factory=dict)

    def note(self, stuck: Stuck, refusal: Refusal) -> None:
        """The second reading or entry first; the document where it was neither, or an entry too many."""
        if stuck.in_second_reading:
            self.second_readings[stuck.document] = refusal
            return
        entries = self.entries.setdefault(stuck.document, {})
        if stuck.entry is None or len(entries) == _MOST_ENTRIES:
            self.documents[stuck.document] = refusal
        else:
            entries[stuck.entry] = refusal


class Watchdog:
    """Made before the fork, for parent and child share its page; set by the child, read by the parent."""

    def __init__(self, budget: Budget, refused: RefusedDocuments) -> None:
        self._budget = budget
        self.refused = refused
        self._page = mmap.mmap(-1, _PLACE.size)
        self.number = _NOWHERE
        self._until = 0.0
        self._at(_NOWHERE, _NOWHERE)

    def limit_memory(self) -> None:
        """From here on this process may take so many megabytes more; then it gets MemoryError."""
        try:
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])
        except (OSError, IndexError, ValueError):
            return  # not Linux
        limit = pages * resource.getpagesize() + self._budget.megabytes * 1024 * 1024
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (_at_most(limit, hard), hard))

    def document(self, number: int) -> None:
        """Its parsing begins; `number` tells it from the others that this process reads."""
        self.number = number
        self._until = cpu_time() + self._budget.document_seconds
        self._at(number, _NOWHERE)
        self._arm(self._until)

    def entry(self, place: int, count: int) -> Refusal | None:
        """Entry `place` of `count` begins; why it must be passed over, if so. `count` itself: the rest."""
        if place and place % _PER_ENTRIES == 0:
            self._until += self._budget.document_seconds
        if known := self.refused.entries.get(self.number, {}).get(place):
            return known
        self._at(self.number, place if place < count else _NOWHERE)
        self._arm(min(cpu_time() + self._budget.entry_seconds, self._until))
        return None

    def begin_second_reading(self) -> Refusal | None:
        """Half of the document's seconds are for it; why the document must be read without, if so."""
        if known := self.refused.second_readings.get(self.number):
            return known
        self._at(self.number, _SECOND_READING)
        self._arm(min(cpu_time() + self._budget.second_reading_seconds, self._until))
        return None

    def end_second_reading(self) -> None:
        """What follows is the document's own again."""
        self._at(self.number, _NOWHERE)
        self._arm(self._until)

    def done(self) -> None:
        """Nothing is watched until the next document."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
        self._at(_NOWHERE, _NOWHERE)

    def stuck(self) -> Stuck | None:
        """Where the other process was when it ended; None: it was reading nothing."""
        document, place = _PLACE.unpack_from(self._page)
        if document == _NOWHERE:
            return None
        return Stuck(document, place if place >= 0 else None, in_second_reading=place == _SECOND_READING)

    def refusal(self, stuck: Stuck, ended_by: int) -> Refusal | None:
        """What ended the process there; None: a signal that the document is not to blame for."""
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
    """Seconds of CPU time that this process has taken, as its limit counts them (posix-timers.h of Linux)."""
    try:
        return time.clock_gettime(_BY_TICKS)
    except OSError:
        return time.process_time()
