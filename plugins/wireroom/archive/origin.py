"""What every origin of past articles offers: a day in, its cost and its documents out.

An origin gives bytes of the past and never judges them: the use case reads them, keeps the articles
that are dated on the day, and files those. An origin may therefore give too much, never too little.
Which there are, and of which kinds, stands in `register`. A new one is a module here and a line there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from wireroom.models import ArchivedDocument


@dataclass(frozen=True, slots=True)
class Cost:
    """What a day will cost, said before it starts; None where it cannot be known yet."""

    requests: int | None  # to other people's servers
    size: int | None  # bytes to read, from the network or from disk
    note: str = ""  # in words: what the numbers rest on

    def __add__(self, other: Cost) -> Cost:
        """Both together; unknown as soon as one is."""
        notes = dict.fromkeys(note for note in (self.note, other.note) if note)
        return Cost(_sum(self.requests, other.requests), _sum(self.size, other.size), "; ".join(notes))


class Origin(Protocol):
    """One place that past articles come from, opened."""

    def cost(self, day: date | None) -> Cost:
        """An estimate for `day` (None: for all there is), made without a request."""

    def documents(self, day: date | None) -> Iterator[ArchivedDocument]:
        """Every document that may hold articles of `day` (UTC); None: every one there is.

        Raises OriginError after what could be reached was given.
        """


class FeedOrigin(Origin, Protocol):
    """One feed's past, which is asked for."""

    def estimate(self, days: Sequence[date]) -> Cost:
        """Of all `days` together (none: of all there is), as close as lists can tell: those are asked for.

        Raises OriginError where they cannot be had.
        """


def day_bounds(day: date, tolerance: timedelta = timedelta()) -> tuple[datetime, datetime]:
    """The first instant of the UTC day and the first after it, each moved outwards by `tolerance`."""
    start = datetime.combine(day, time(), UTC)
    return start - tolerance, start + timedelta(days=1) + tolerance


def _sum(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else left + right
