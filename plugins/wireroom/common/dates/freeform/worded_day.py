"""Work out the day or month of a date with a month's name, or why it has none."""

from __future__ import annotations

from datetime import date
from typing import Final

from wireroom.common.dates.date_lexicon import Meanings
from wireroom.common.dates.freeform.interpret import Components, Word
from wireroom.common.dates.parsed_date import Hints, ParsedDate, RefusedForm, full_year

SEVERAL_MONTHS: Final = RefusedForm("ambiguous: the name is of different months in different languages")
_BUDDHIST = 543  # years ahead of ours
_SURELY_BUDDHIST = 2400
_BUDDHIST_CENTURY = 2500


def worded_day(
    parts: Components, month: Word | None, weekdays: list[Word], hints: Hints
) -> ParsedDate | RefusedForm:
    """`month` None: the month is `parts.month_number` (Vietnamese `tháng 5`)."""
    split = _year_and_day(parts.numbers, month.place if month else -1)
    if isinstance(split, RefusedForm):
        return split
    year, note = full_year(split[0].lstrip("'"), hints)
    day = int(split[1]) if split[1] else None
    number = _month_number(month, weekdays, year, day, hints) if month else parts.month_number
    if number is None:
        return SEVERAL_MONTHS
    if month and any("th" in languages for languages in month.month.values()):
        year, note = _thai_year(split[0], year, note, hints)
    return ParsedDate(year, number, day, note=note)


def _thai_year(written: str, year: int, note: str, hints: Hints) -> tuple[int, str]:
    """Buddhist where it says so itself; of two digits (`68`: 1968 or 2568) the later year that has begun."""
    if year > _SURELY_BUDDHIST:
        return year - _BUDDHIST, "Buddhist year"
    of_digits = _BUDDHIST_CENTURY + int(written.lstrip("'")) - _BUDDHIST
    if len(written.lstrip("'")) == 2 and year < of_digits <= hints.now.year + 1:
        return of_digits, f"Buddhist year written as {written}"
    return year, note


def _year_and_day(numbers: list[tuple[str, int]], month_place: int) -> tuple[str, str] | RefusedForm:
    """The numbers beside a month: year, and day or nothing. `12 apr 26` and `oct 7, 70` end in the year."""
    if any(len(digits) > 4 or (len(digits) == 3 and digits[0] != "'") for digits, _ in numbers):
        return RefusedForm("numbers too long")
    years = [digits for digits, _ in numbers if len(digits) == 4 or digits[0] == "'"]
    others = [digits for digits, _ in numbers if digits not in years]
    if len(years) == 1 and len(others) <= 1:
        return years[0], "".join(others)
    if years or len(numbers) > 2:
        return RefusedForm("numbers too many")
    if len(numbers) < 2 or month_place > numbers[1][1] or len(numbers[1][0]) != 2:
        return RefusedForm("no year")
    return numbers[1][0], numbers[0][0]


def _month_number(month: Word, weekdays: list[Word], year: int, day: int | None, hints: Hints) -> int | None:
    """Of a name in several languages: the feed's decides, then the other words', the weekday, the form."""
    values = list(month.month)
    for narrowed in (
        [value for value in values if hints.language in month.month[value]],
        [value for value in values if all(_share(month.month[value], word.weekday) for word in weekdays)],
        [value for value in values if _falls_on(year, value, day, weekdays)],
        [value for value in values if day is not None and month.month[value] - month.without_day],
    ):
        if len(values) > 1 and narrowed:
            values = [value for value in values if value in narrowed] or values
    return values[0] if len(values) == 1 else None


def _share(languages: frozenset[str], weekday: Meanings) -> bool:
    return any(languages & others for others in weekday.values())


def _falls_on(year: int, month: int, day: int | None, weekdays: list[Word]) -> bool:
    try:
        weekday = date(year, month, day or 1).weekday()
    except ValueError:
        return False
    return any(weekday in word.weekday for word in weekdays)
