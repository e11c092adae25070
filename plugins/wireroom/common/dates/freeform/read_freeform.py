"""Dates in words or numbers, in any order and some sixty languages; every part must be understood."""

from __future__ import annotations

from datetime import date

from wireroom.common.dates.freeform.interpret import Components, Word, clock_of, interpret, zone_of
from wireroom.common.dates.freeform.numeric_day import numeric_day
from wireroom.common.dates.freeform.tokens import tokens_of
from wireroom.common.dates.freeform.worded_day import worded_day
from wireroom.common.dates.parsed_date import Hints, ParsedDate, RefusedForm, Result

_FULL_YEAR = 4  # digits


def read(text: str, hints: Hints) -> Result:
    """The last reader of feeds: what it does not understand is refused with the words at fault."""
    tokens = tokens_of(text)
    if tokens is None:
        return RefusedForm("not understood")
    parts = interpret(tokens, hints)
    if isinstance(parts, RefusedForm):
        return parts
    day, clock, zone = _day(parts, hints), clock_of(parts), zone_of(parts, hints)
    if isinstance(day, RefusedForm):
        return day
    if isinstance(clock, RefusedForm):
        return clock
    if isinstance(zone, RefusedForm):
        return zone
    if day.day is None and clock is not None:
        return RefusedForm("no day of the month")
    if clock is not None and zone is None and (word := _doubtful_zone(parts, day)):
        return ParsedDate(day.year, day.month, day.day, note=f"time left out: zone not understood: {word}")
    return ParsedDate(day.year, day.month, day.day, clock, zone, day.note)


def _doubtful_zone(parts: Components, day: ParsedDate) -> str:
    """A word after the clock that is a weekday somewhere, but not the day's: a zone nobody knows."""
    try:
        weekday = date(day.year, day.month or 1, day.day or 1).weekday()
    except ValueError:  # `validate` says so
        return ""
    _, weekdays = _told_apart(parts)
    return next((word.after_clock for word in weekdays if weekday not in word.weekday), "")


def _day(parts: Components, hints: Hints) -> ParsedDate | RefusedForm:
    months, weekdays = _told_apart(parts)
    months = months if len(months) < 2 else _one_of(months, parts)
    if len(months) > 1:
        return RefusedForm("two months")
    if not months and parts.month_number is None:
        return numeric_day(parts, weekdays, hints)
    if parts.triple or parts.pair:
        return RefusedForm("a month in words and another in numbers")
    return worded_day(parts, months[0] if months else None, weekdays, hints)


def _told_apart(parts: Components) -> tuple[list[Word], list[Word]]:
    """Months and weekdays. `mar` is Tuesday where another word is the month, else March."""
    words = parts.words
    months = [word for word in words if word.month]
    if len(months) > 1:
        months = [word for word in months if not word.weekday] or _beside_a_weekday(months, parts)
    return months, [word for word in words if word.weekday and word not in months]


def _one_of(months: list[Word], parts: Components) -> list[Word]:
    """One word for the month that two names beside each other both name: `20 تشرين الثاني / نوفمبر 2026`.

    The same name twice, or a number between them, is a span: `20 nov - 3 nov`.
    """
    first, *others = months
    shared = [value for value in first.month if all(value in other.month for other in others)]
    between = range(first.place, others[-1].place)
    is_parted = any(place in between for _, place in parts.numbers)
    is_twice = any(other.name == first.name for other in others)
    if len(others) > 1 or len(shared) != 1 or is_parted or is_twice:
        return months
    languages = first.month[shared[0]] | others[0].month[shared[0]]
    return [Word({shared[0]: languages}, {}, others[0].place)]


def _beside_a_weekday(either: list[Word], parts: Components) -> list[Word]:
    """`mar, 03 mar 2026`, `lun, 02 mar 2026`: each word may be both, and in one language one is the weekday.

    Of the same word twice the first. A day and a year in full must stand there: `mar 3 - mar 26` is a span.
    """
    lengths = sorted(len(digits) for digits, _ in parts.numbers)
    if len(either) != 2 or len(lengths) != 2 or lengths[1] != _FULL_YEAR:
        return either
    fitting = [
        month
        for month, weekday in (either[::-1], either)
        if any(named & others for named in month.month.values() for others in weekday.weekday.values())
    ]
    is_twice = (either[0].month, either[0].weekday) == (either[1].month, either[1].weekday)
    return fitting[:1] if len(fitting) == 1 or is_twice else either
