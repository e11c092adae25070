"""Take the newest of a document's items, with their places, where there are more than we take at once."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Generic, TypeVar

from wireroom.common.http_headers import http_date

T = TypeVar("T")


def newest(
    items: Sequence[T], most: int | None, dates_of: Callable[[T], Sequence[str]]
) -> list[tuple[int, T]]:
    """The newest `most` items (None: all) with their positions, in the document's order."""
    if most is None or len(items) <= most:
        return list(enumerate(items))
    kept = Newest[T](most)
    for item in items:
        kept.add(item, dates_of(item))
    return kept.items()


class Newest(Generic[T]):
    """Keeps the newest `most` of the items that are added one by one; it holds at most twice as many.

    An item's time is the first of its dates that can be read; an item without one is as old as the one
    before. If fewer than half have dates, the first items are kept, since feeds begin with the newest.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._first: list[T] = []
        self._last = math.inf
        self._dated = 0
        self._heap: list[tuple[float, int, T]] = []  # the oldest on top; places are negative: of equals first
        self.count = 0

    def add(self, item: T, dates: Sequence[str]) -> T | None:
        """Add `item`; returns an item that is no longer needed, which may be this one, or None."""
        time = _time(dates)
        self._dated += time is not None
        self._last = self._last if time is None else time
        place, self.count = self.count, self.count + 1
        if place < self._most:
            self._first.append(item)
            heapq.heappush(self._heap, (self._last, -place, item))
            return None
        _, out, oldest = heapq.heappushpop(self._heap, (self._last, -place, item))
        return oldest if -out >= self._most else None

    def items(self) -> list[tuple[int, T]]:
        """The kept items with their positions in the document (from 0), in the document's order."""
        if self.count <= self._most or 2 * self._dated < self.count:
            return list(enumerate(self._first))
        return sorted(((-place, item) for _, place, item in self._heap), key=lambda kept: kept[0])


def _time(texts: Sequence[str]) -> float | None:
    """Seconds since the epoch of the first readable date, in the two most common forms only.

    For order alone.
    """
    for text in texts:
        try:
            at = _read(text.strip())
            if at is not None:
                return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
        except OverflowError:
            continue
    return None


def _read(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return http_date(text)
