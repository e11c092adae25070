"""Choose the best of all readings of an article's date, with what the others say against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from wireroom.common.dates.validate import EPOCH_DAYS, FUTURE_TOLERANCE
from wireroom.models import DateReading, Precision

# What a source's name or its last part (`feed:dc:date` → `date`) is worth: lower is better.
SOURCE_RANK = {
    "pubdate": 0,
    "published": 0,
    "datepublished": 0,
    "date_published": 0,
    "publication_date": 0,
    "published_time": 0,
    "html:datepublished": 3,  # on a page: another story's may come first
    "html:published": 3,
    "publishdate": 1,
    "publish-date": 1,
    "parsely-pub-date": 1,
    "issued": 1,
    "created": 2,  # beside `issued` in Atom 0.3: when it was begun, not when it came out
    "datecreated": 2,
    "available": 1,
    "date": 3,
    "meta:date": 4,  # templates write the day of the last build there
    "publicationdate": 4,  # PRISM: of journals the day on the cover
    "url": 5,
    "shown": 6,  # on a page, without a word that says what day it is
    "updated": 7,
    "modified": 7,
    "datemodified": 7,
    "date_modified": 7,
    "lastmod": 7,
    "modificationdate": 7,
    "text": 8,
    "uploaddate": 8,  # of a video of the same title, which is often older than the page
    "lastbuilddate": 9,
}
_UNKNOWN = 4
_LATER_CHANGES = 7  # `updated`, `lastmod`: from here on a later date contradicts nothing
_TELLS_CHANGE = re.compile("updat|modif|lastmod|moddate|revis")
_LEAST = 10  # a year alone; a day that may stand for none
_MIDNIGHT = re.compile(r"(?<![\d:+-])0?0:00(?::00(?:\.0+)?)?(?!\d)")
_WALL_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?$")
_UTC = frozenset({"", "Z", "+00:00", "+0000"})
_A_DAY = timedelta(days=1)
_ZONES = timedelta(hours=14)  # a day somewhere begins so much earlier, or ends so much later, than in UTC


def choose_date(readings: Sequence[DateReading], *, now: datetime) -> DateReading | None:
    """The most trusted reading: publishing elements, then others, then the URL, then elements of change.

    Where it holds the day only (or midnight, which templates write for it), a finer reading of the same day
    takes its place. The note says what was refused before it and who disagrees by more than a day. None if
    all are refused or after `now`.
    """
    if len(readings) == 1:  # nobody to weigh it against
        only = readings[0]
        return only if only.at is not None and only.at <= now + FUTURE_TOLERANCE else None
    ranked = sorted(readings, key=_trust)
    good = [reading for reading in ranked if reading.at is not None and reading.at <= now + FUTURE_TOLERANCE]
    if not good:
        return None
    best = _finer(good[0], good[1:])
    notes = [best.note] if best.note else []
    if best is not good[0]:
        notes.append(f"{good[0].source} gives only the day")
    elif local := _with_its_zone(best, good):
        notes = [f"{best.source} writes the same clock as UTC", *filter(None, [local.note])]
        best = local
    elif local := _on_its_own_day(best, good):
        notes.append(f"{best.source} writes the same instant in UTC")
        best = local
    notes += [f"{reading.source} refused: {reading.note}" for reading in ranked if _was_better(reading, best)]
    notes += [
        f"{reading.source} says {reading.at:%Y-%m-%d}" for reading in good if _contradicts(reading, best)
    ]
    note = "; ".join(dict.fromkeys(notes))
    return best if note == best.note else replace(best, note=note)


def _trust(reading: DateReading) -> int:
    return _LEAST if _is_year(reading) or _is_epoch(reading) else _rank_of(reading.source)


def _is_epoch(reading: DateReading) -> bool:
    """The day on which clocks of computers begin, here or west of Greenwich. Papers came out on it, too."""
    return reading.precision is Precision.DAY and reading.at in EPOCH_DAYS


def _is_year(reading: DateReading) -> bool:
    return reading.precision is Precision.MONTH and reading.note.startswith("only the year")


@lru_cache(maxsize=256)  # the elements that feeds write dates in are few
def _rank_of(source: str) -> int:
    name = source.lower()
    known = SOURCE_RANK.get(name, SOURCE_RANK.get(name.rpartition(":")[2]))
    return (_LATER_CHANGES if _TELLS_CHANGE.search(name) else _UNKNOWN) if known is None else known


def _finer(best: DateReading, others: Sequence[DateReading]) -> DateReading:
    """The first of `others` within what `best` may mean that tells more: an instant, else a month's day."""
    span = _span(best)
    if span is None:
        return best
    within = [other for other in others if other.at and span[0] <= other.at < span[1]]
    exact = next((other for other in within if _span(other) is None), None)
    days = (other for other in within if other.precision is not Precision.MONTH)
    is_month = best.precision is Precision.MONTH
    return exact or (next(days, None) if is_month else None) or best


def _with_its_zone(best: DateReading, others: Sequence[DateReading]) -> DateReading | None:
    """The one that writes the same day and clock with a zone: `20:00:00+09:00` where `best` is `20:00:00Z`.

    Templates put a `Z` behind the wall's clock, or nothing (gizmodo.jp); none puts a zone there by chance.
    """
    clock, zone = _clock(best.raw)
    if not clock or zone not in _UTC:
        return None
    clocks = ((other, *_clock(other.raw)) for other in others)
    return next((other for other, same, written in clocks if same == clock and written not in _UTC), None)


def _on_its_own_day(best: DateReading, others: Sequence[DateReading]) -> DateReading | None:
    """The one that writes the same instant with a zone in which another day is: what readers there see.

    `2025-12-18T19:05:00-08:00` where `best` is `2025-12-19T03:05:00Z`.
    """
    day, zone = _clock(best.raw)
    if not day or zone not in _UTC:
        return None
    same = (other for other in others if other.at == best.at and other.precision is best.precision)
    clocks = ((other, *_clock(other.raw)) for other in same)
    return next((each for each, at, written in clocks if written not in _UTC and at[:10] != day[:10]), None)


def _clock(raw: str) -> tuple[str, str]:
    found = _WALL_CLOCK.match(raw.strip())
    return (f"{found[1]} {found[2]}", found[3] or "") if found else ("", "")


def _span(reading: DateReading) -> tuple[datetime, datetime] | None:
    """What a coarse reading may mean; None for a reading that is an instant."""
    if reading.at is None:
        return None
    if reading.precision is Precision.MONTH:
        return reading.at - _ZONES, reading.at + 31 * _A_DAY
    if reading.precision is Precision.DAY:
        return reading.at - _ZONES, reading.at + _A_DAY + _ZONES
    return (reading.at, reading.at + _A_DAY) if is_midnight(reading) else None


def is_midnight(reading: DateReading) -> bool:
    """Whether its clock is what templates write for a day alone."""
    return _MIDNIGHT.search(reading.raw) is not None


def _was_better(reading: DateReading, best: DateReading) -> bool:
    return reading.at is None and _trust(reading) < _trust(best)


def _contradicts(reading: DateReading, best: DateReading) -> bool:
    if reading.at is None or best.at is None or reading is best:
        return False
    slack = 32 * _A_DAY if Precision.MONTH in (reading.precision, best.precision) else _A_DAY + _ZONES
    later = reading.at - best.at
    return later < -slack or (later > slack and _trust(reading) < _LATER_CHANGES)
