"""Dates in words or numbers, in any order and some sixty languages; every part must be understood."""

from __future__ import annotations

from datetime import date

from wireroom.normalize.dates.names import Meanings
from wireroom.normalize.dates.numeric_order import order_numbers
from wireroom.normalize.dates.sight import Sight, Word, clock_of, see, zone_of
from wireroom.normalize.dates.tokens import tokens_of
from wireroom.normalize.dates.two_digit_year import full_year
from wireroom.normalize.dates.written import Hints, Refused, Result, Written


def read(text: str, hints: Hints) -> Result:
    """The last reader of feeds: what it does not understand is refused with the words at fault."""
    tokens = tokens_of(text)
    if tokens is None:
        return Refused("not understood")
    sight = see(tokens, hints)
    if isinstance(sight, Refused):
        return sight
    day = _day(sight, hints)
    if isinstance(day, Refused):
        return day
    clock, zone = clock_of(sight), zone_of(sight, hints)
    for part in (clock, zone):
        if isinstance(part, Refused):
            return part
    if day.day is None and clock is not None:
        return Refused("no day of the month")
    return Written(day.year, day.month, day.day, clock, zone, day.note)  # type: ignore[arg-type]


def _day(sight: Sight, hints: Hints) -> Written | Refused:
    months, weekdays = _told_apart(sight.words)
    if len(months) > 1:
        return Refused("two months")
    if months or sight.month_number is not None:
        if sight.triple or sight.pair:
            return Refused("a month in words and another in numbers")
        return _worded(sight, months[0] if months else None, weekdays, hints)
    if sight.pair and not (sight.triple or sight.numbers):
        first, second = sight.pair[:-3].rstrip("-/."), sight.pair[-4:]
        return _pair(sight.pair) if first and second else Refused("no date")
    numbers = tuple(number for number, _ in sight.numbers)
    parts = sight.triple if not numbers else (*numbers, " ") if len(numbers) == 3 and not sight.triple else ()
    if not parts:
        return Refused("no date: no month, or numbers too many")
    ordered = order_numbers(parts, frozenset(value for word in weekdays for value in word.weekday), hints)
    return (
        ordered
        if isinstance(ordered, Refused)
        else Written(ordered.year, ordered.month, ordered.day, note=ordered.note)
    )


def _pair(text: str) -> Written:
    first, second = text.replace("/", "-").replace(".", "-").split("-")
    return Written(int(first), int(second)) if len(first) == 4 else Written(int(second), int(first))


def _told_apart(words: list[Word]) -> tuple[list[Word], list[Word]]:
    """Months and weekdays. `mar` is Tuesday where another word is the month, else March."""
    months = [word for word in words if word.month]
    if len(months) > 1:
        months = [word for word in months if not word.weekday] or months
    return months, [word for word in words if word.weekday and word not in months]


def _worded(sight: Sight, month: Word | None, weekdays: list[Word], hints: Hints) -> Written | Refused:
    split = _year_and_day(sight, month.place if month else -1)
    if isinstance(split, Refused):
        return split
    year_text, day_text = split
    year, note = full_year(year_text.lstrip("'"), hints)
    day = int(day_text) if day_text else None
    number = sight.month_number if month is None else _month_number(month, weekdays, year, day, hints)
    if number is None:
        return Refused("ambiguous: the month's name means another month in another language")
    if year > 2400 and month and "th" in frozenset().union(*month.month.values()):
        year, note = year - 543, "Buddhist year"
    return Written(year, number, day, note=note)


def _year_and_day(sight: Sight, month_place: int) -> tuple[str, str] | Refused:
    """The numbers beside a month: year, and day or nothing."""
    numbers = sight.numbers
    if any(len(digits) > 4 or len(digits) == 3 and digits[0] != "'" for digits, _ in numbers):
        return Refused("numbers too long")
    years = [digits for digits, _ in numbers if len(digits) == 4 or digits[0] == "'"]
    others = [digits for digits, _ in numbers if digits not in years]
    if len(years) == 1 and len(others) <= 1:
        return years[0], others[0] if others else ""
    if years or len(numbers) != 2:
        return Refused("no year" if len(numbers) < 2 else "numbers too many")
    (first, first_place), (second, second_place) = numbers
    if month_place > second_place or len(second) != 2:
        return Refused("no year")
    return second, first  # 12 apr 26 · oct 7, 70


def _month_number(month: Word, weekdays: list[Word], year: int, day: int | None, hints: Hints) -> int | None:
    """Of a name that several languages use: the feed's own, then that of the other words, then the weekday's."""
    values = list(month.month)
    for narrowed in (
        [value for value in values if hints.language in month.month[value]],
        [value for value in values if all(_share(month.month[value], word.weekday) for word in weekdays)],
        [value for value in values if _falls_on(year, value, day, weekdays)],
    ):
        if len(values) > 1 and narrowed:
            values = narrowed
    return values[0] if len(values) == 1 else None


def _share(languages: frozenset[str], weekday: Meanings) -> bool:
    return any(languages & others for others in weekday.values())


def _falls_on(year: int, month: int, day: int | None, weekdays: list[Word]) -> bool:
    try:
        weekday = date(year, month, day or 1).weekday()
    except ValueError:
        return False
    return any(weekday in word.weekday for word in weekdays)
