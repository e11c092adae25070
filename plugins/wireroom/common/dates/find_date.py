"""Find the first day written out in a text, in any language that dates are read in.

A year of four digits leads to a date: of the words round it, the fewest that the reader of dates understands
as a whole. Numbers alone count only where there is one way to read them: 2022-02-07, 2022年2月7日.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from wireroom.common.dates.date_lexicon import MONTH, WEEKDAY, fold, lexicon, prefix_meanings, word_key
from wireroom.common.dates.freeform import read_freeform
from wireroom.common.dates.freeform.worded_day import SEVERAL_MONTHS
from wireroom.common.dates.parsed_date import Hints, ParsedDate, Result
from wireroom.common.dates.readers import east_asian, iso8601, other_calendars

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]"
    r"|(?P<y2>\d{4})[-/](?P<m2>\d{2})[-/](?P<d2>\d{2})(?!\d))"
)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W\d_]")
_AGAINST = re.compile(
    r"\d\.? v\.? \d{4}(?!\d)"
)  # among other words no May, as in a date: `Rapid 3 v 2024 champions`
_EDGES: Final = "()[]{}<>\"'«»“”‘’„*·•|,;:!?…–—-/،"
_JOINING: Final = " \t\n\u00a0\u202f,،'’"  # with what is left of `ta’` in Maltese
_NEAR: Final = 60  # characters on either side of the year
_MOST: Final = 7  # words of a day: `ngày 7 tháng 2 năm 2022`
_LONGEST_LINE: Final = 100  # characters of a line that is a date
_READERS: Final = (other_calendars.read, iso8601.read, east_asian.read, read_freeform.read)
# Where a year has four digits and the month is a name, `now` decides nothing.
_HINTS: Final = Hints(now=datetime(2100, 1, 1, tzinfo=UTC))


class FoundDate(NamedTuple):
    """An ISO 8601 day and its place; None where the month's name is of several months (`listopada`)."""

    day: str | None
    start: int
    end: int


def find_date(text: str, start: int = 0, end: int | None = None) -> FoundDate | None:
    """The first date whose year stands between `start` and `end`; None where there is none that exists."""
    for year in _YEAR.finditer(text, start, len(text) if end is None else end):
        numeric = _numeric(text, max(start, year.start() - 1), year.end())
        if found := numeric or _worded(text, start, year):
            return found
    return None


def is_date(line: str) -> bool:
    """Whether the line is nothing but a day in words, with its weekday, clock and zone or without."""
    if len(line) > _LONGEST_LINE or not _YEAR.search(line) or not _LETTER.search(line):
        return False
    return _read(line[slice(*_bare(line, 0, len(line)))]) is not None


def _numeric(text: str, start: int, end: int) -> FoundDate | None:
    match = _NUMERIC.search(text, start, end + 12)
    if match is None or match.start() >= end:
        return None
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return FoundDate(date(year, month, day).isoformat(), match.start(), match.end())
    except ValueError:
        return None


def _worded(text: str, start: int, year: re.Match[str]) -> FoundDate | None:
    """The shortest run of words round the year that is a whole date."""
    words = list(_words_of_a_date(text, start, year))
    middle = next(place for place, (_, last) in enumerate(words) if last >= year.end())
    for length in range(1, _MOST + 1):
        for first in range(max(middle - length + 1, 0), min(middle, len(words) - length) + 1):
            begin, end = words[first][0], words[first + length - 1][1]
            if _LETTER.search(text, begin, end) and (day := _read(text[begin:end])) is not None:
                return FoundDate(day or None, begin, end)
    return None


def _words_of_a_date(text: str, start: int, year: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The words next to the year of which each can be part of a date, without the marks round them."""
    near = _WORD.finditer(text, max(start, year.start() - _NEAR), year.end() + _NEAR)
    words = [_bare(text, word.start(), word.end()) for word in near]
    middle = next(place for place, (_, last) in enumerate(words) if last >= year.end())

    yield from reversed(list(_joined(text, words[middle::-1])))
    yield from islice(_joined(text, words[middle:]), 1, None)


def _joined(text: str, words: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """As far as each can be part of a date and only blanks or commas part it from the one before."""
    before = words[0]
    for word in words:
        between = text[min(before[1], word[1]) : max(before[0], word[0])]
        if between.strip(_JOINING) or not _may_be_part(text[slice(*word)]):
            return
        yield word
        before = word


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if text[end : end + 1] == ")" and "(" in text[start:end]:  # Basque: `2026ko urtarrilaren 1(a)`
        end += 1
    return start, end


@lru_cache(maxsize=4096)
def _may_be_part(word: str) -> bool:
    if any(map(str.isdigit, word)):
        return True
    key = word_key(word)
    return key in _words_of_names() or bool(prefix_meanings(key))


@lru_cache(maxsize=1)
def _words_of_names() -> frozenset[str]:
    names = (*lexicon().names[MONTH], *lexicon().names[WEEKDAY], *other_calendars.month_names())
    words = {word for name in names for word in name.split()}
    return frozenset(words | lexicon().fillers.keys() | lexicon().ordinals | {"thang", "thg"})


@lru_cache(maxsize=2048)  # the words of one day are tried in several runs
def _read(written: str) -> str | None:
    """ISO 8601 day of what is nothing but a date; `` where its month is not known, None where it is none."""
    read: Result = None
    folded = fold(written)
    if _AGAINST.search(folded):
        return None
    for reader in _READERS:
        if (read := reader(folded, _HINTS)) is not None:
            break
    if read is SEVERAL_MONTHS and len(_NUMBER.findall(folded)) > 1:
        return ""
    if not isinstance(read, ParsedDate) or not read.month or not read.day:
        return None
    try:
        return date(read.year, read.month, read.day).isoformat()
    except ValueError:
        return None
