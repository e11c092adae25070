"""The newsroom's clock: a start and a speed in (default: real time), `now` in UTC out."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class NewsroomClock:
    """A clock that can be set and sped up; calling it gives the time, UTC.

    `ticks` counts real seconds (default: the machine's clock, which the newsroom is allowed to read).
    """

    def __init__(
        self, start: datetime | None = None, speed: float = 1.0, *, ticks: Callable[[], float] = time.time
    ) -> None:
        self._ticks = ticks
        self.set(start or datetime.fromtimestamp(ticks(), UTC), speed)

    def set(self, now: datetime, speed: float | None = None) -> None:
        """Make it `now`, running at `speed` from here on (None: as before)."""
        self._start = now.astimezone(UTC)
        self._since = self._ticks()
        if speed is not None:
            self.speed = speed

    def __call__(self) -> datetime:
        return self._start + timedelta(seconds=(self._ticks() - self._since) * self.speed)


def read_instant(text: str) -> datetime | None:
    """An ISO 8601 instant, taken as UTC where it names no zone; None where it is none."""
    try:
        instant = datetime.fromisoformat(text.strip())
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (ValueError, OverflowError):  # also the first and last hours that a calendar has
        return None
