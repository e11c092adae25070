"""Correct readings of dates that a page shows, by the zone that its head tells of its clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from wireroom.common.dates import is_midnight
from wireroom.common.dates.zones import zone_named
from wireroom.models import DateReading, Precision

_CHANGED = ("updat", "modif", "lastmod", "lastbuild")  # parts of names of elements that hold the last change
IN_TEXT: Final = "text:date_line"
_LABELLED: Final = ("html:published", "html:modified")
_SHOWN: Final = (*_LABELLED, "html:shown", IN_TEXT)
_FINE: Final = (Precision.SECOND, Precision.MINUTE)
_ASSUMED: Final = "UTC assumed"
_NO_ZONE: Final = "no zone written"
_HALF_HOUR: Final = timedelta(minutes=30)
_HALF_HOURS: Final = frozenset(  # ahead of UTC; what else lies between two clocks of a page is no zone
    (*range(-22, 29, 2), -19, -7, -5, 7, 9, 11, 13, 19, 21)
)
_OF_SUMMER: Final = ("Europe/Berlin", "America/New_York")  # where clocks are turned on different days


@lru_cache(maxsize=256)  # few elements hold dates
def holds_change(field: str) -> bool:
    """Whether an element of this name holds the last change."""
    name = field.lower()
    return any(word in name for word in _CHANGED)


def by_page_clock(readings: Sequence[DateReading]) -> Sequence[DateReading]:
    """Clocks that readers see and that have no zone, by the one in which the head tells the same.

    `Publié le 20 novembre 2026 à 08h15, modifié le … à 11h00` where the head says `2026-11-20T07:15Z`: the
    clock is one hour ahead, for the change too. Not where a summer time begins or ends between the two.
    """
    told = list(_offsets(readings))
    if len({offset for offset, _ in told}) != 1:
        return readings
    offset, witness = told[0]
    return [_moved(each, offset, witness) for each in readings]


def _offsets(readings: Sequence[DateReading]) -> Iterator[tuple[timedelta, DateReading]]:
    for shown in readings:
        if shown.source not in _LABELLED or not (seen := _clock(shown)) or _ASSUMED not in shown.note:
            continue
        for head in readings:
            at = None if head.source in _SHOWN or _NO_ZONE in head.note else _clock(head)
            is_same = holds_change(head.source) is holds_change(shown.source)
            if at and is_same and (seen - at) / _HALF_HOUR in _HALF_HOURS:
                yield seen - at, head


def _clock(reading: DateReading) -> datetime | None:
    """Not of a midnight: most stand for a day of which no clock is told."""
    if reading.at is None or reading.precision not in _FINE or is_midnight(reading):
        return None
    return reading.at.replace(second=0)


def _moved(reading: DateReading, offset: timedelta, witness: DateReading) -> DateReading:
    at = reading.at - offset if reading.at and reading.precision in _FINE else None
    if reading.source not in _SHOWN or _ASSUMED not in reading.note or at is None or witness.at is None:
        return reading
    zones = filter(None, map(zone_named, _OF_SUMMER))
    turned = (at.astimezone(zone).utcoffset() != witness.at.astimezone(zone).utcoffset() for zone in zones)
    if not offset or any(turned):
        return reading
    hours = offset / timedelta(hours=1)
    return replace(reading, at=at, note=reading.note.replace(_ASSUMED, f"{hours:+g} h by {witness.source}"))
