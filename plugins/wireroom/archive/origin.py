"""The interface of every origin of past articles: what a day costs, and its documents.

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
    """What a day will cost, estimated before it starts; None if unknown."""

    requests: int | None  # to other people's servers
    size: int | None  # bytes to read, from the network or from disk
    note: str = ""  # in words: what the numbers rest on

    def __add__(self, other: Cost) -> Cost:
        """The sum; unknown if one of the two is."""
        notes = dict.fromkeys(note for note in (self.note, other.note) if note)
        return Cost(_sum(self.requests, other.requests), _sum(self.size, other.size), "; ".join(notes))


class Origin(Protocol):
    """An open source of past articles."""

    def cost(self, day: date | None) -> Cost:
        """An estimate for `day` (None: everything there is), made without a request."""

    def documents(self, day: date | None) -> Iterator[ArchivedDocument]:
        """Every document that may hold articles of `day` (UTC; None: all documents).

        Raises OriginError after all documents that could be reached.
        """


class FeedOrigin(Origin, Protocol):
    """A source of one feed's past that is requested from a server."""

    def estimate(self, days: Sequence[date]) -> Cost:
        """The cost of all `days` together (empty: of everything), as exactly as lists tell, which are
        requested.

        Raises OriginError if they cannot be fetched.
        """


def day_bounds(day: date, tolerance: timedelta = timedelta()) -> tuple[datetime, datetime]:
    """The first instant of the UTC day and the first after it, each moved outwards by `tolerance`."""
    start = datetime.combine(day, time(), UTC)
    return start - tolerance, start + timedelta(days=1) + tolerance


def _sum(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else left + right
