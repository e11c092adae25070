"""Everything seen in a date without a month's name in; its day (or month) out, or why it has none."""

from __future__ import annotations

from dataclasses import replace

from wireroom.common.dates.numeric_order import order_numbers
from wireroom.common.dates.sight import Sight, Word
from wireroom.common.dates.written import Hints, Refused, Written


def numeric_day(sight: Sight, weekdays: list[Word], hints: Hints) -> Written | Refused:
    """`16/05/2019`, `Sat, 11 04 2020`, `05/2019`; weekday and words beside it help to order it."""
    numbers = tuple(digits for digits, _ in sight.numbers)
    if sight.pair and not sight.triple and not numbers:
        return _month(sight.pair)
    if sight.triple and not numbers and not sight.pair:
        parts = sight.triple
    elif len(numbers) == 3 and not sight.triple and not sight.pair:
        parts = (*numbers, " ")
    else:
        return Refused("no date: no month, or numbers too many")
    days = frozenset(value for word in weekdays for value in word.weekday)
    ordered = order_numbers(parts, days, _with_signs(sight, weekdays, hints))
    if isinstance(ordered, Refused):
        return ordered
    return Written(ordered.year, ordered.month, ordered.day, note=ordered.note)


def _month(pair: str) -> Written:
    first, second = pair.replace("/", "-").replace(".", "-").split("-")
    return Written(int(first), int(second)) if len(first) == 4 else Written(int(second), int(first))


def _with_signs(sight: Sight, weekdays: list[Word], hints: Hints) -> Hints:
    """Where the caller knows no language, the words beside the numbers tell one (`klo`, `Thứ Tư`)."""
    signs = [languages for languages in sight.signs if "*" not in languages]
    signs += [frozenset[str]().union(*word.weekday.values()) for word in weekdays]
    if hints.language or not signs:
        return hints
    common = frozenset.intersection(*signs) or signs[0]
    return replace(hints, language="en" if "en" in common else min(common))
