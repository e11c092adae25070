"""A line that a page shows in; the days that are written in it, each with where it stands, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from wireroom.common.dates import read_date
from wireroom.models import Precision

_MOST_WORDS: Final = 9  # of a date with its weekday, clock and zone
_LONGEST: Final = 100  # characters of a date
HAS_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d\d)(?!\d)")
_SEPARATOR = re.compile(
    r"\s+[|/•·–—-]\s+|\s?[|•·;\n]\s?|\s{3,}|(?<=[^\d\s]):\s|：|,\s(?=[^\W\d_]{3,}\s[^\W\d_]{3,})"
)
_CLOCK = re.compile(
    r"\s*[|/,·•–-]?\s*(?:at |um |à |kl\.? )?"
    r"(\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\b\.?)?(?:\s[A-Z]{2,4}\b)?)"
)
_WORD = re.compile(r"\S+")
_READ_AT: Final = datetime(2100, 1, 1, tzinfo=UTC)  # here it only matters whether it is a date


def dates_in(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of `text` that are a date as a whole: start, end, the text."""
    if is_date(text):
        yield 0, len(text), text
        return
    edges = [0, *(edge for mark in _SEPARATOR.finditer(text) for edge in mark.span()), len(text)]
    for start, stop in list(pairwise(edges))[::2]:
        part = text[start:stop]
        if not HAS_YEAR.search(part):
            continue
        found = (0, len(part.rstrip())) if is_date(part) else _longest(part)
        if found:
            yield _with_clock(text, start + found[0], start + found[1])


def _with_clock(text: str, start: int, stop: int) -> tuple[int, int, str]:
    """`25.04.24 | 14:07 Uhr` is parted by a mark that also parts dates from other things."""
    written = text[start:stop].strip()
    clock = _CLOCK.match(text, stop)
    if clock and is_date(whole := f"{written} {clock[1]}"):
        return start, clock.end(), whole
    return start, stop, written


def _longest(text: str) -> tuple[int, int] | None:
    """Of the runs of words round the first year, the longest that is a date."""
    year = HAS_YEAR.search(text)
    words = [word.span() for word in _WORD.finditer(text)]
    at = next(place for place, (_, end) in enumerate(words) if year and end >= year.end())
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        for first in range(max(0, at - length + 1), min(at, len(words) - length) + 1):
            start, stop = words[first][0], words[first + length - 1][1]
            run = text[start:stop].rstrip(",;.)")
            if is_date(run):
                return start, start + len(run)
    return None


def is_date(text: str) -> bool:
    """Whether all of it is a day, with its clock or without; a month is none."""
    if not any(map(str.isdigit, text)) or len(text) > _LONGEST:
        return False
    reading = read_date(text, source="html:shown", now=_READ_AT)
    return reading.at is not None and reading.precision is not Precision.MONTH
