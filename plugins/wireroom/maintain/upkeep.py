"""What every step of maintenance is given, and how it says what it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom import store
from wireroom.settings import Settings

_UNITS = ((1024**4, "TB"), (1024**3, "GB"), (1024**2, "MB"), (1024, "kB"))


@dataclass(frozen=True, slots=True)
class Upkeep:
    """One maintenance."""

    settings: Settings
    conn: store.Connection
    now: datetime
    counted_from: datetime | None  # what is kept for a time is counted back from here; None: delete nothing
    dry_run: bool

    def before(self, kept: timedelta | None) -> datetime | None:
        """What is older may go; None: nothing may."""
        return None if kept is None or self.counted_from is None else self.counted_from - kept


def counted_from(last_run: datetime | None, now: datetime) -> datetime | None:
    """Now, but no later than a day after the last run that could bring articles.

    A warehouse that stood still for months, or a clock that jumped ahead, must not empty it.
    """
    return None if last_run is None else min(now, last_run + timedelta(days=1))


def size_in_words(size: float) -> str:
    """`41 GB`, `3.2 MB`."""
    for unit, name in _UNITS:
        if size >= unit:
            number = size / unit
            return f"{number:.0f} {name}" if number >= 10 else f"{number:.1f} {name}"
    return f"{size:.0f} bytes"


def days_in_words(kept: timedelta) -> str:
    """`90 days`."""
    return "1 day" if kept.days == 1 else f"{kept.days} days"
