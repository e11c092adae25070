"""Choose, of a day given in two calendars, ours or else the solar Hijri one, for the other readers.

Bangladesh's papers write it in three: `২০ নভেম্বর ২০২৬, ৫ অগ্রহায়ণ ১৪৩৩, ১০ জমাদিউস সানি ১৪৪৮`.

A lunar Hijri day alone stays unread: where the moon was seen decides its day, which no reader knows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wireroom.common.dates.date_lexicon import fold
from wireroom.common.dates.parsed_date import Hints, ParsedDate, Result
from wireroom.common.dates.readers import other_calendars
from wireroom.common.tables import rows

_OTHER_YEAR = re.compile(r"(?<!\d)1[345]\d\d(?!\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_OUR_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OUR_ERA = re.compile(
    r"(?<!\d)((?:19|20)\d\d) ?(?:م|ميلادي[هة]?|میلادی)(?![^\W\d])(?! ?\d)"
)  # `2025 م 5:30` is pm
_ALIKE = str.maketrans("أإآىیكةہۃ", "اااييکههه")  # letters that are typed for each other, one for one
_MARK = r"(?: ?(?:هـ|ه|ھ|هجري[هة]?|هجرية|هجری|ہجری|(?:هـ?|ه)?\.?ق|ah|h)(?![^\W\d]))?"
_BEFORE = r"(?:الموافق(?: ?لـ?)? ?)?\(?"


def read(text: str, hints: Hints) -> Result:
    """Only where a year of each calendar is written, or `م` says that the year is of ours."""
    rest = _without_other(text) if _OTHER_YEAR.search(text) else text
    rest = rest if rest.isascii() else _OUR_ERA.sub(r"\1", rest)
    if rest == text:
        return None
    result = other_calendars.read(rest, hints) or other_calendars.read_as(rest, hints)
    is_day = isinstance(result, ParsedDate) and result.day is not None
    return result if is_day else None


def _without_other(text: str) -> str:
    """Without the lunar day where another is written, and without the solar one where one of ours is."""
    for form, year in (
        (_lunar(), _YEAR),
        (_bengali(), _YEAR),
        (other_calendars.worded(), _OUR_YEAR),
        (other_calendars.NUMBERS, _OUR_YEAR),
    ):
        found = form.search(text.translate(_ALIKE) if form is _lunar() else text)
        if found and year.search(left := f"{text[: found.start()]} {text[found.end() :]}"):
            text = left.strip(" -/|,،")
    return text


@lru_cache(maxsize=1)
def _lunar() -> re.Pattern[str]:
    """`29 جمادى الأولى 1447 هـ`, `29 Jumadil Awal 1447 H`, and in numbers with their mark."""
    listed = [
        name for _, names in rows("wireroom.common.dates", "names_hijri.tsv") for name in names.split("|")
    ]
    names = "|".join(
        re.escape(name).replace(r"\ ", "[ -]?").replace("'", "'?")
        for name in sorted((fold(name).translate(_ALIKE) for name in listed), key=len, reverse=True)
    )
    numbers = r"\d{1,2}([-/.])\d{1,2}\1(?:1[345]\d\d)|1[345]\d\d([-/.])\d{1,2}\2\d{1,2}"
    return re.compile(
        rf"(?<![^\W_]){_BEFORE}(?:\d{{1,2}}[ -]?(?:من )?(?:شهر )?(?:{names})[ ,،-]{{1,2}}1[345]\d\d{_MARK}"
        rf"|(?:{numbers}){_MARK[:-1]})\)?"
    )


@lru_cache(maxsize=1)
def _bengali() -> re.Pattern[str]:
    """`৫ অগ্রহায়ণ ১৪৩৩`, `৫ই অগ্রহায়ণ, ১৪৩৩ বঙ্গাব্দ`, in our digits."""
    listed = [
        name for _, names in rows("wireroom.common.dates", "names_bangla.tsv") for name in names.split("|")
    ]
    names = "|".join(sorted((re.escape(fold(name)) for name in listed), key=len, reverse=True))
    return re.compile(
        rf"(?<!\d)\d{{1,2}} ?(?:ই|শে|লা|রা|ঠা)? ?(?:{names})[ ,-]{{1,2}}1[34]\d\d(?: বঙ্গাব্দ)?(?![^\W_])"
    )
