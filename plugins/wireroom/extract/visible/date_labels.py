"""The words and class names around a date in; what they say it is out: the publication, a change, another."""

from __future__ import annotations

import re
from functools import cache

from bs4 import Tag

from wireroom.common.elements import attribute
from wireroom.common.tables import rows

_CLASS = re.compile(
    r"(?<![a-z])(?:date|dates|datum|fecha|time|timestamp|published|publish|pubdate|posted|datetime)(?![a-z])"
    r"|(?:pub|post|entry|article|news|story)_?(?:date|time)|(?:Date|Time)(?![a-z])",
)
_PUBLISHED, _MODIFIED = re.compile("publi|posted|created"), re.compile("modif|updat|revis")


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


def label_in(*before: str) -> str:
    """What the nearest words before a date say it is; empty for nothing."""
    for text in before:
        marks = [(mark, kind) for kind, pattern in _labels() for mark in pattern.finditer(text[-60:])]
        if marks:  # the last, and of those that end there the longest: `Event date:`
            return max(marks, key=lambda found: (found[0].end(), len(found[0][0])))[1]
    return ""


@cache
def label_words() -> str:
    """A pattern of the words that tell a publication or a change."""
    return "|".join(row[1] for row in rows("wireroom.extract", "date_labels.tsv") if row[0] != "other")


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = rows("wireroom.extract", "date_labels.tsv")
    kinds = {kind: "|".join(row[1] for row in table if row[0] == kind) for kind in {row[0] for row in table}}
    return tuple(
        (kind, re.compile(rf"(?<![^\W\d_])(?:{words})", re.IGNORECASE)) for kind, words in kinds.items()
    )
