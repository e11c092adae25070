"""Work out the day or month of a date in numbers alone, or why it has none.

Which of three numbers is day, month and year: by what can be, then by what is known of the feed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wireroom.common.dates.freeform.interpret import Components, Word
from wireroom.common.dates.parsed_date import Hints, ParsedDate, RefusedForm, full_year
from wireroom.common.dates.validate import FUTURE_TOLERANCE

_MONTH_FIRST_COUNTRIES = frozenset({"us", "ph", "pr", "gu", "fm", "pw", "mh", "as", "vi", "mp"})
_YEAR_FIRST_COUNTRIES = frozenset({"cn", "tw", "jp", "kr", "hu", "lt", "mn", "ir"})
_MIXED_COUNTRIES = frozenset({"", "ca"})  # English and French Canada differ, and the government's is a third
_MONTH_FIRST_LANGUAGES = frozenset({"fil"})
_YEAR_FIRST_LANGUAGES = frozenset({"zh", "ja", "ko", "hu", "lt", "mn", "fa", "eu", "ne"})
_MIXED_LANGUAGES = frozenset({"", "en"})
_OLDEST_SHORT_YEAR = 1970  # no feed writes an older year in two digits


def numeric_day(parts: Components, weekdays: list[Word], hints: Hints) -> ParsedDate | RefusedForm:
    """`16/05/2019`, `Sat, 11 04 2020`, `05/2019`; weekday and words beside it help to order it."""
    numbers = tuple(digits for digits, _ in parts.numbers)
    if parts.pair and not parts.triple and not numbers:
        return _month(parts.pair)
    if parts.triple and not numbers and not parts.pair:
        three = parts.triple
    elif len(numbers) == 3 and not parts.triple and not parts.pair:
        three = (*numbers, " ")
    else:
        return RefusedForm("no date: no month, or numbers too many")
    days = frozenset(value for word in weekdays for value in word.weekday)
    ordered = order_numbers(three, days, _with_signs(parts, weekdays, hints))
    if isinstance(ordered, RefusedForm):
        return ordered
    return ParsedDate(ordered.year, ordered.month, ordered.day, note=ordered.note)


def _month(pair: str) -> ParsedDate:
    first, second = pair.replace("/", "-").replace(".", "-").split("-")
    return ParsedDate(int(first), int(second)) if len(first) == 4 else ParsedDate(int(second), int(first))


def _with_signs(parts: Components, weekdays: list[Word], hints: Hints) -> Hints:
    """Where the caller knows no language, the words beside the numbers tell one (`klo`, `Thứ Tư`)."""
    signs = [languages for languages in parts.signs if "*" not in languages]
    signs += [frozenset[str]().union(*word.weekday.values()) for word in weekdays]
    if hints.language or not signs:
        return hints
    common = frozenset.intersection(*signs) or signs[0]
    return replace(hints, language="en" if "en" in common else min(common))


@dataclass(frozen=True, slots=True)
class Ordered:
    """A possible reading of three numbers."""

    order: str  # `ymd`, `dmy`, `mdy`
    year: int
    month: int
    day: int
    note: str = ""

    def as_date(self) -> date:
        """Without its order."""
        return date(self.year, self.month, self.day)


def order_numbers(parts: tuple[str, ...], weekdays: frozenset[int], hints: Hints) -> Ordered | RefusedForm:
    """`parts` are three numbers and the separator between them.

    One possible reading is taken as it is. Of several, the first that knows decides: the order learned of the
    feed, the weekday written beside it, the feed's country, its language, the separator (dots: day first;
    slashes: month first, noted). Otherwise refused: a wrong date is worse than none.
    """
    numbers, separator = parts[:3], parts[3] if len(parts) > 3 else ":"
    read = [ordered for order in ("ymd", "dmy", "mdy") if (ordered := _read_in(order, numbers, hints))]
    possible = [ordered for ordered in read if not _is_ahead(ordered, numbers, hints)]
    if len(possible) < len(read) and _known_order(read, weekdays, hints) in _orders(read) - _orders(possible):
        return RefusedForm("future: in the order that is written there")  # in another it would be of the past
    if not possible:
        return RefusedForm("impossible: no day " + separator.join(numbers))
    if len({(ordered.year, ordered.month, ordered.day) for ordered in possible}) == 1:
        return _told(possible[0], numbers)
    wanted = _known_order(possible, weekdays, hints)
    note = ""
    if wanted == "ymd" and len(numbers[0]) == 2:
        note = "; order of day and month assumed: year first"  # `07/08/26` of a Hungarian feed
    if not wanted:
        wanted, note = _customary(separator, _orders(possible))
    chosen = [ordered for ordered in possible if ordered.order == wanted]
    if not chosen:
        return RefusedForm("ambiguous: day and month could be either way round")
    year_note = chosen[0].note if wanted == "ymd" else ""
    return replace(chosen[0], note=f"{year_note}{note}".removeprefix("; "))


def _told(only: Ordered, numbers: tuple[str, ...]) -> Ordered:
    """`12/13/14` can be read one way only, but a reader may want to know which."""
    if only.day == only.month or any(len(number) > 2 for number in numbers):
        return only
    names = ", ".join({"d": "day", "m": "month", "y": "year"}[letter] for letter in only.order)
    return replace(only, note=f"{only.note}; the only possible order: {names}")


def _customary(separator: str, orders: set[str]) -> tuple[str, str]:
    """Dots are written where the day comes first; slashes everywhere, in English mostly month first."""
    if separator == "." and "dmy" in orders:
        return "dmy", "order of day and month assumed: day first"
    if separator in "/:" and orders == {"dmy", "mdy"}:
        return "mdy", "order of day and month assumed: month first"
    return "", ""


def _read_in(order: str, numbers: tuple[str, ...], hints: Hints) -> Ordered | None:
    written = dict(zip(order, numbers, strict=True))
    if len(written["d"]) > 2 or len(written["m"]) > 2 or len(written["y"]) not in (2, 4):
        return None
    year, note = full_year(written["y"], hints)
    if len(written["y"]) == 2 and year < _OLDEST_SHORT_YEAR:
        return None
    try:
        found = date(year, int(written["m"]), int(written["d"]))
    except ValueError:
        return None
    return Ordered(order, found.year, found.month, found.day, note)


def _is_ahead(ordered: Ordered, numbers: tuple[str, ...], hints: Hints) -> bool:
    """Whether it lies ahead by a year of two digits, which any of the numbers may be."""
    is_short = all(len(number) <= 2 for number in numbers)
    return is_short and ordered.as_date() > (hints.now + FUTURE_TOLERANCE).date()


def _orders(read: list[Ordered]) -> set[str]:
    return {ordered.order for ordered in read}


def _known_order(possible: list[Ordered], weekdays: frozenset[int], hints: Hints) -> str:
    orders = _orders(possible)
    if hints.day_first is not None:
        return "dmy" if hints.day_first else "mdy"
    fitting = [ordered.order for ordered in possible if ordered.as_date().weekday() in weekdays]
    if len(fitting) == 1:
        return fitting[0]
    mixed = _MIXED_COUNTRIES if "ymd" in orders else _MIXED_COUNTRIES | _YEAR_FIRST_COUNTRIES
    by_country = _order_of(hints.country, _MONTH_FIRST_COUNTRIES, _YEAR_FIRST_COUNTRIES, mixed, orders)
    return by_country or _order_of(
        hints.language, _MONTH_FIRST_LANGUAGES, _YEAR_FIRST_LANGUAGES, _MIXED_LANGUAGES, orders
    )


def _order_of(
    place: str,
    month_first: frozenset[str],
    year_first: frozenset[str],
    mixed: frozenset[str],
    orders: set[str],
) -> str:
    if place in mixed:
        return ""
    if place in year_first and "ymd" in orders:
        return "ymd"
    return "mdy" if place in month_first else "dmy"
