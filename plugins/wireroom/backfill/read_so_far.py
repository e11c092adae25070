"""How far the reading of a set of files is in; the same in words, and how long the rest takes, out."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import NamedTuple

from wireroom import store
from wireroom.backfill.unit_reading import UnitReading
from wireroom.common.masking import masked
from wireroom.common.text.counted import counted, size_in_words

EVERY = 5.0  # seconds between two words about it
_A_FILE = 20_000  # bytes that opening and closing a file weighs as much as
_ENOUGH = 0.01  # share that must be done before the rest is guessed from it


class ReadSoFar(NamedTuple):
    """Where the reading of a set is: in one of its files, behind others."""

    key: bytes  # of the file's line in the ledger
    name: str
    position: int  # byte of the file
    size: int  # bytes
    documents: int  # of the file, so far
    left_out: int
    files: int  # of the set that were read before
    of_files: int
    share: float  # of the set, 0 to 1

    def __str__(self) -> str:
        """In words."""
        share = f" ({self.position / self.size:.0%})" if self.size else ""
        left_out = f", {self.left_out:,} left out" if self.left_out else ""
        return (
            f"{self.files:,} of {counted(self.of_files, 'file')}; in {self.name}: "
            f"{size_in_words(self.position)} of {size_in_words(self.size)}{share}, "
            f"{counted(self.documents, 'document')}{left_out}"
        )


class SetProgress:
    """Tells how far a set is, at once and then every few seconds, however long a file brings nothing."""

    def __init__(self, units: Sequence[store.PlannedUnit], tell: Callable[[ReadSoFar], None]) -> None:
        self._tell, self._units = tell, len(units)
        self._total = sum(unit.file.size + _A_FILE for unit in units) or 1
        self._passed = self._files = 0
        self._told = 0.0

    def heard(self, reading: UnitReading) -> None:
        """A piece of the file was read."""
        if (now := time.monotonic()) - self._told < EVERY:
            return
        self._told = now
        file, position = reading.unit.file, min(reading.position, reading.unit.file.size)
        so_far = ReadSoFar(
            reading.unit.before.key,
            masked(file.name),
            position,
            file.size,
            reading.count,
            reading.left_out().total(),
            self._files,
            self._units,
            (self._passed + position) / self._total,
        )
        self._tell(so_far)

    def passed(self, unit: store.PlannedUnit) -> None:
        """The file is read."""
        self._files += 1
        self._passed += unit.file.size + _A_FILE


class WalkSoFar(NamedTuple):
    """Where the walks over feeds' past are: in that of one of them, behind others."""

    tell: Callable[[str], None]
    name: str
    feeds: int  # that were walked before
    of_feeds: int

    def told(self, requests: int, size: int) -> None:
        """So many requests were made for the feed, and so many bytes came."""
        self.tell(
            f"{self.feeds:,} of {counted(self.of_feeds, 'feed')} walked; in {self.name}: "
            f"{counted(requests, 'request')}, {size_in_words(size)}"
        )


def at_times(hear: Callable[[str], None], seconds: float = EVERY) -> Callable[[object], None]:
    """Tells `hear` in words what it is called with, from then on once in so many seconds."""
    told = time.monotonic()

    def tell(said: object) -> None:
        nonlocal told
        if (now := time.monotonic()) - told >= seconds:
            told = now
            hear(str(said))

    return tell


class Pace:
    """How long the rest takes, by what was done since it was first asked: a resumed file begins midway."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._first: float | None = None

    def left(self, share: float) -> str:
        """In words, `share` of all being done now."""
        if self._first is None:
            self._first = share
        done = (share - self._first) / max(1 - self._first, 1e-9)
        return eta_in_words(time.monotonic() - self._begun, done)


def eta_in_words(elapsed: float, share: float) -> str:
    """How long the rest takes, `share` (0 to 1) being done after `elapsed` seconds."""
    if share < _ENOUGH:
        return "too early to say how long"
    left = timedelta(seconds=round(elapsed * (1 - share) / share))
    return f"about {left} left"
