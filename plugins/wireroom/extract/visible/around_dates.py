"""Find what the words and class names around a date say that it is."""

from __future__ import annotations

import re
from typing import Final

from bs4 import Tag

from wireroom.common.dates.date_lexicon import MONTH, fold, meanings, prefix_meanings
from wireroom.common.elements import attribute

_CLASS = re.compile(
    r"(?<![a-z])(?:date|dates|datum|fecha|time|timestamp|published|publish|pubdate|posted|datetime)(?![a-z])"
    r"|(?:pub|post|entry|article|news|story)_?(?:date|time)|(?:Date|Time)(?![a-z])",
)
_PUBLISHED, _MODIFIED = re.compile("publi|posted|created"), re.compile("modif|updat|revis")
# `14.-20. Januar 2022`, `28.03.–02.04.2024`: no day of one; `No. 12/2024 - `, `Comments: 3 – ` begin no span
_TO = r"(?:[-–—/]|bis|to|und|and|al?|à|au|do|t/m)\s?"
_SPAN = re.compile(rf"(?<![\w./:-])(?:(?<!:\s)|(?=\S+$))(\d{{1,2}})(?:\.(\s?\d{{1,2}}\.)?)?\s?{_TO}$")
# `28. Februar bis 3. März 2026`, `February 28 – March 3, 2026`; where the word names a month
_SPAN_OF_MONTHS = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}\.?\s(?:de\s)?([^\W\d_]{{3,12}})\.?|([^\W\d_]{{3,12}})\.?\s\d{{1,2}}),?\s?{_TO}"
    r"(?:\s?[^\W\d_]{3,12}\.?\s?)?$"
)
_SINCE_A_DAY = re.compile(rf"\s*{_TO}$")
_LAST_DAY: Final = 31
_NUMBER = re.compile(r"\d{1,4}")
_EDGES: Final = ".,;:()"


def says_date(element: Tag) -> bool:
    """Whether its class or id, or that of one of the two elements around it, says so."""
    around = (element, element.parent, element.parent and element.parent.parent)
    return any(_CLASS.search(_names(each)) for each in around if each)


def named_label(element: Tag) -> str:
    """What its own class says: `dateModified`, `entry-date published updated` is the publication."""
    names = _names(element).lower()
    if _PUBLISHED.search(names):
        return "published"
    return "modified" if _MODIFIED.search(names) else ""


def _names(element: Tag) -> str:
    return " ".join((attribute(element, name) or "")[:200] for name in ("class", "id", "itemprop"))


def ends_span(text: str, last: int, start: int, written: str) -> bool:
    """Whether the day at `start` is the last of several: `last` is where the one before it ended, or 0."""
    digit = _digit_of(written)
    if last and _SINCE_A_DAY.match(text[last:start] + written[:digit]):
        return True
    before = text[:start] + written[:digit]
    if (months := _SPAN_OF_MONTHS.search(before)) and names_month(months[1] or months[2]):
        return True
    span = _SPAN.search(before)
    if span is None:
        return False
    day = _NUMBER.match(written, digit)
    return bool(span[2]) or (day is not None and int(span[1]) < int(day[0]) <= _LAST_DAY)


def names_month(word: str) -> bool:
    """`March`, `märz`, `Feb.`: a month in one of the languages that dates are read in."""
    folded = fold(word.strip(_EDGES))
    return bool(meanings(MONTH, folded) or prefix_meanings(folded))


def _digit_of(written: str) -> int:
    """Where its first digit stands: `to 20 January` is read as a date too."""
    return next(place for place, letter in enumerate(written) if letter.isdigit())
