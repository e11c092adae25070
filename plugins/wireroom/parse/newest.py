"""The items of a document in; of more than are taken in at once the newest, by place, out."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from wireroom.common.http_headers import http_date

T = TypeVar("T")


def newest(
    items: Sequence[T], most: int | None, dates_of: Callable[[T], Sequence[str]]
) -> list[tuple[int, T]]:
    """At most `most` items (None: all) with their places, in the document's order.

    The newest by the first of an item's dates that can be read; one without is as old as the one before it.
    Where fewer than half are dated, order must do: feeds begin with the newest.
    """
    if most is None or len(items) <= most:
        return list(enumerate(items))
    times = [_time(dates_of(item)) for item in items]
    if 2 * sum(time is not None for time in times) < len(items):
        return list(enumerate(items[:most]))
    filled, last = [], math.inf
    for time in times:
        last = last if time is None else time
        filled.append(last)
    places = heapq.nlargest(most, range(len(items)), key=lambda place: (filled[place], -place))
    return [(place, items[place]) for place in sorted(places)]


def _time(texts: Sequence[str]) -> float | None:
    """Seconds; only the two forms that nearly all feeds write, for this is about order, not about truth."""
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
