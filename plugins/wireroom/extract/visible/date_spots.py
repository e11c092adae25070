"""A block of a page in; the days that it shows out, with what is said beside them of what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from bs4 import Tag

from wireroom.common.elements import attribute
from wireroom.common.tables import rows
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.visible.dates_in_line import HAS_YEAR, dates_in, is_date

_LONGEST: Final = 200  # characters of a block that tells the date
_A_SENTENCE: Final = 100  # characters; in what is longer a day is the sentence's
_A_LABEL: Final = 30
_CLASS = re.compile(
    r"(?<![a-z])(?:date|dates|datum|fecha|time|timestamp|published|publish|pubdate|posted|datetime)(?![a-z])"
    r"|(?:pub|post|entry|article|news|story)_?(?:date|time)|(?:Date|Time)(?![a-z])",
)
_PUBLISHED, _MODIFIED = re.compile("publi|posted|created"), re.compile("modif|updat|revis")
_DATA: Final = ("data-datetime", "data-date", "data-timestamp", "data-time", "data-published")
_INSTANTS: Final = {
    "time": ("datetime", *_DATA),
    "abbr": ("title", *_DATA),
    "span": ("title", "content", *_DATA),
}


class DateSpot(NamedTuple):
    """A day on a page."""

    place: int  # of its block
    text: str  # as written
    label: str  # published, modified, other, or empty
    is_named: bool  # its element's class says date


def date_spots(blocks: Sequence[TextBlock], place: int) -> Iterator[DateSpot]:
    """The days in the block at `place`, in order."""
    block = blocks[place]
    times = _times(block)
    if len(block.text) > _LONGEST:
        return
    before = _line_before(blocks, place)
    for element, written in times:
        shown = " ".join(element.get_text().split())
        said = block.text.partition(shown)[0] if shown else ""
        label = _label(f"{said} {_words(shown)}") or _named_label(element) or _label(before)
        yield DateSpot(place, written, label, is_named=True)
    text = block.text
    if times or not HAS_YEAR.search(text):
        return
    is_sentence = len(text) > _A_SENTENCE
    holder = block.nodes[0].parent or block.holder
    is_named, end = _says_date(holder), 0
    for start, stop, written in dates_in(text):
        label = _label(f"{text[end:start]} {_words(written)}") or (_named_label(holder) if is_named else "")
        if label or not is_sentence:
            yield DateSpot(place, written, label or _label(before), is_named)
        end = stop


def _line_before(blocks: Sequence[TextBlock], place: int) -> str:
    """`Published` in an element of its own, beside the date's."""
    line, holder = (blocks[place - 1].text, blocks[place - 1].holder) if place else ("", None)
    if holder is None or len(line) > _A_LABEL or HAS_YEAR.search(line):
        return ""
    return line if line.endswith((":", "：")) or holder.parent is blocks[place].holder.parent else ""


def _words(written: str) -> str:
    return " ".join(word for word in written.split() if not any(map(str.isdigit, word)))


def _times(block: TextBlock) -> list[tuple[Tag, str]]:
    """The elements of the block that give an instant in an attribute, and that."""
    found: dict[int, tuple[Tag, str]] = {}
    for node in block.nodes:
        for element in _around(node.parent, block.holder):
            names = _INSTANTS.get(element.name, _DATA)
            written = next((value for name in names if (value := attribute(element, name))), "").strip()
            if written and is_date(written):
                found[id(element)] = (element, written)
                break
    return list(found.values())


def _around(element: Tag | None, outermost: Tag) -> Iterator[Tag]:
    while element is not None:
        yield element
        if element is outermost:
            return
        element = element.parent


def _says_date(element: Tag) -> bool:
    """Whether its class or id, or that of one of the two elements around it, says so."""
    around = (element, element.parent, element.parent and element.parent.parent)
    return any(_CLASS.search(_names(each)) for each in around if each)


def _named_label(element: Tag) -> str:
    """What its own class says: `dateModified`, `entry-date published updated` is the publication."""
    names = _names(element).lower()
    if _PUBLISHED.search(names):
        return "published"
    return "modified" if _MODIFIED.search(names) else ""


def _names(element: Tag) -> str:
    return " ".join((attribute(element, name) or "")[:200] for name in ("class", "id", "itemprop"))


def _label(*before: str) -> str:
    """What the nearest words before a date say it is; empty for nothing."""
    for text in before:
        found = [(mark.start(), kind) for kind, pattern in _labels() for mark in pattern.finditer(text[-60:])]
        if found:
            return max(found)[1]
    return ""


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = rows("wireroom.extract", "date_labels.tsv")
    kinds = {kind: "|".join(row[1] for row in table if row[0] == kind) for kind in {row[0] for row in table}}
    return tuple(
        (kind, re.compile(rf"(?<![^\W\d_])(?:{words})", re.IGNORECASE)) for kind, words in kinds.items()
    )
