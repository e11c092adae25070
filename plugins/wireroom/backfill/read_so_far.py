"""Progress of reading files and archives, in words, and an estimate of the time left."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import NamedTuple

from wireroom.backfill.unit_reading import UnitReading
from wireroom.common.masking import masked
from wireroom.common.text.counted import counted, size_in_words
from wireroom.store.ledger import PlannedUnit

EVERY = 5.0  # seconds between two reports
_A_FILE = 20_000  # opening and closing a file counts as this many bytes
_ENOUGH = 0.01  # share that must be done before the time left is estimated


class ReadSoFar(NamedTuple):
    """The progress of reading a set of files."""

    key: bytes  # of the current file's line in the ledger
    name: str
    position: int  # byte of the current file
    size: int  # bytes of it; 0: unknown
    documents: int  # read from it so far
    left_out: int
    files: int  # of the set that were read before it
    of_files: int
    share: float  # of the set that was read, 0 to 1

    def __str__(self) -> str:
        share = f" of {size_in_words(self.size)} ({self.position / self.size:.0%})" if self.size else ""
        left_out = f", {self.left_out:,} left out" if self.left_out else ""
        return (
            f"{self.files:,} of {counted(self.of_files, 'file')}; in {self.name}: "
            f"{size_in_words(self.position)}{share}, "
            f"{counted(self.documents, 'document')}{left_out}"
        )


class SetProgress:
    """Reports the progress of a set every few seconds, even while a file yields no documents."""

    def __init__(self, units: Sequence[PlannedUnit], tell: Callable[[ReadSoFar], None]) -> None:
        self._tell, self._units = tell, len(units)
        self._total = sum(unit.file.size + _A_FILE for unit in units) or 1
        self._passed = self._files = 0
        self._told = 0.0

    def heard(self, reading: UnitReading) -> None:
        """Report the progress if a report is due; called after each piece of a file."""
        if (now := time.monotonic()) - self._told < EVERY:
            return
        self._told = now
        file = reading.unit.file
        known = min(reading.position, file.size)  # without sizes, files are counted
        so_far = ReadSoFar(
            reading.unit.before.key,
            masked(file.name),
            known if file.size else reading.position,
            file.size,
            reading.count,
            reading.left_out().total(),
            self._files,
            self._units,
            (self._passed + known) / self._total,
        )
        self._tell(so_far)

    def passed(self, unit: PlannedUnit) -> None:
        """Count a file as read."""
        self._files += 1
        self._passed += unit.file.size + _A_FILE


class WalkSoFar(NamedTuple):
    """The progress of walking the archives of several feeds."""

    tell: Callable[[str], None]
    name: str  # of the current feed
    feeds: int  # that were walked before it
    of_feeds: int

    def report(self, requests: int, size: int) -> None:
        """Report the requests made for the current feed and the bytes received."""
        self.tell(
            f"{self.feeds:,} of {counted(self.of_feeds, 'feed')} walked; in {self.name}: "
            f"{counted(requests, 'request')}, {size_in_words(size)}"
        )


def at_times(hear: Callable[[str], None], seconds: float = EVERY) -> Callable[[object], None]:
    """A function that passes its argument to `hear` as a string, at most once in `seconds`."""
    told = time.monotonic()

    def tell(said: object) -> None:
        nonlocal told
        if (now := time.monotonic()) - told >= seconds:
            told = now
            hear(str(said))

    return tell


class Pace:
    """Estimates the time left from the progress since the first call: resumed work does not begin at zero."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._first: float | None = None

    def left(self, share: float) -> str:
        """The time left, in words, when `share` (0 to 1) of everything is done."""
        if self._first is None:
            self._first = share
        done = (share - self._first) / max(1 - self._first, 1e-9)
        return eta_in_words(time.monotonic() - self._begun, done)


def eta_in_words(elapsed: float, share: float) -> str:
    """The time left, in words, if `share` (0 to 1) was done in `elapsed` seconds."""
    if share < _ENOUGH:
        return "too early to say how long"
    left = timedelta(seconds=round(elapsed * (1 - share) / share))
    return f"about {left} left"
