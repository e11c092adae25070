"""Convert days of the Persian calendar and years of the Buddhist era to our calendar."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from wireroom.common.dates.date_lexicon import fold, languages_of
from wireroom.common.dates.freeform import read_freeform
from wireroom.common.dates.parsed_date import Hints, ParsedDate, RefusedForm, Result
from wireroom.common.dates.readers import iso8601, rfc822
from wireroom.common.tables import rows

_PERSIAN = frozenset({"fa", "ps", "prs"})
_PERSIAN_COUNTRIES = frozenset({"ir", "af"})
_LUNAR_COUNTRIES = frozenset({"pk", "in"})
_LUNAR = frozenset(
    {"ur", "sd", "ks", "pnb", "pa", "skr", "ar", "ug"}
)  # written in the same digits, by the other Hijri calendar
_BUDDHIST = 543  # years ahead of ours
_ARABIC_LETTERS = str.maketrans("يىك", "ییک")  # typed for the Persian ones on many keyboards
_YEAR = r"(?P<year>1[34]\d\d)"  # 1921 to 2120
NUMBERS = re.compile(
    rf"(?<![\d./-])(?:{_YEAR}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})"
    r"|(?P<day2>\d{1,2})(?P<sep2>[-/.])(?P<month2>\d{1,2})(?P=sep2)(?P<year2>1[34]\d\d))(?![\d/-]|\.\d)"
)
_WORD = re.compile(r"[^\W\d_]+")
_ANY_YEAR = re.compile(r"1[34]\d\d")
_LONG_YEAR = re.compile(r"\d{4}")
_SHORT_YEAR = re.compile(r"(?<![\d:./-])\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?![\d/.])")
_BUDDHIST_YEAR = re.compile(r"(?<!\d)(?:พ\.?ศ\.? ?)?(2[45]\d\d)(?=$|[-/., t]|(?<=[-/. ]....):)(?!\d)")

FIRST_YEAR: Final = 1178
LAST_YEAR: Final = 1633
_KNOWN_YEAR: Final = 1404
_KNOWN_START: Final = date(2025, 3, 21).toordinal()  # of that year
_LONG_MONTHS: Final = 6  # of 31 days; the others have 30, the last one 29 in a common year


def read(text: str, hints: Hints) -> Result:
    """A Gregorian year stays Gregorian: only 1300 to 1499, and in Thai 2400 to 2599, are of other eras."""
    persian = _is_persian(text, hints)
    if persian or not text.isascii():
        return _persian(text, hints, sure=persian) or (_thai(text, hints) if hints.language == "th" else None)
    return _thai(text, hints) if hints.language == "th" else None


def _is_persian(text: str, hints: Hints) -> bool:
    """By the feed, else by the digits as they were written or by a word that no other language has."""
    if hints.language in _PERSIAN or hints.country in _PERSIAN_COUNTRIES:
        return True
    if hints.language in _LUNAR:
        return False
    return (hints.persian_digits and hints.country not in _LUNAR_COUNTRIES) or _has_word(text)


def _has_word(text: str) -> bool:
    if text.isascii():
        return False
    words = _WORD.findall(text.translate(_ARABIC_LETTERS))
    return any("fa" in found and len(found) == 1 for found in map(languages_of, words))


def _persian(text: str, hints: Hints, *, sure: bool) -> Result:
    """`sure`: feed or text is Persian. Elsewhere the month's name must say so."""
    if not _ANY_YEAR.search(text):
        is_short = sure and _SHORT_YEAR.search(text) and not _LONG_YEAR.search(text)
        return RefusedForm("ambiguous: a year of two digits, of one of two calendars") if is_short else None
    text = text.translate(_ARABIC_LETTERS)
    found = worded().search(text) or (NUMBERS.search(text) if sure else None)
    if found is None:
        return None
    parts = {name.rstrip("2"): value for name, value in found.groupdict().items() if value}
    month = parts["month"]
    number = int(month) if month.isdigit() else month_names()[month]
    day = jalali_day(int(parts["year"]), number, int(parts["day"]))
    if day is None:
        return RefusedForm(f"impossible: no Persian day {parts['year']}-{number}-{parts['day']}")
    return read_as(
        f"{text[: found.start()]}{day.isoformat()}{text[found.end() :]}", hints, "Persian calendar"
    )


def _thai(text: str, hints: Hints) -> Result:
    found = _BUDDHIST_YEAR.search(text)
    if found is None:
        return None
    ours = f"{text[: found.start()]}{int(found[1]) - _BUDDHIST}{text[found.end() :]}"
    return read_as(ours, hints, "Buddhist year")


def read_as(text: str, hints: Hints, note: str = "") -> Result:
    """As the readers of our calendar read it, with a note on what it was."""
    for reader in (rfc822.read, iso8601.read, read_freeform.read):
        result = reader(text.strip(), hints)
        if result is not None:
            break
    if not isinstance(result, ParsedDate):
        return result
    return result._replace(note="; ".join(filter(None, (note, result.note))))


@lru_cache(maxsize=1)
def month_names() -> dict[str, int]:
    """Folded names of Persian months and their numbers."""
    return {
        fold(name).translate(_ARABIC_LETTERS): int(number)
        for number, names in rows("wireroom.common.dates", "names_jalali.tsv")
        for name in names.split("|")
    }


@lru_cache(maxsize=1)
def worded() -> re.Pattern[str]:
    """`25 آبان 1404`, `آبان 25, 1404`, `25 aban 1404`, `25 آبان ماه سال 1404`."""
    names = "|".join(sorted(map(re.escape, month_names()), key=len, reverse=True))
    month = rf"(?<![^\W\d])(?P<month>{names})(?: ?ماه)?(?![^\W\d])"
    again = month.replace("<month>", "<month2>")
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:ام|م)?[ -]?{month}[ ,،-]{{1,3}}(?:سال )?{_YEAR}(?!\d)"
        rf"|{again} (?P<day2>\d{{1,2}})(?!\d)[ ,،]{{1,3}}(?P<year2>1[34]\d\d)(?!\d)"
    )


def jalali_day(year: int, month: int, day: int) -> date | None:
    """`1404, 8, 25` → 16 November 2025."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= _length(year, month)):
        return None
    days_before = 30 * (month - 1) + min(month - 1, _LONG_MONTHS)
    leap_days = _leap_years_before(year) - _leap_years_before(_KNOWN_YEAR)
    start = _KNOWN_START + 365 * (year - _KNOWN_YEAR) + leap_days
    return date.fromordinal(start + days_before + day - 1)


def _length(year: int, month: int) -> int:
    if month <= _LONG_MONTHS:
        return 31
    is_leap = _leap_years_before(year + 1) > _leap_years_before(year)
    return 30 if month < 12 or is_leap else 29


def _leap_years_before(year: int) -> int:
    return (8 * year + 21) // 33
