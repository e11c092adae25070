"""A page's blocks in; which are readers' comments out: by how they are made, whatever they are called.

Each comment is an element beside others made alike, tells when it was written, and can be answered.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, pairwise
from typing import Final

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.elements import HEADINGS, attribute
from wireroom.common.tables import rows
from wireroom.extract.blocks.text_blocks import TextBlock

_SHORT: Final = 80  # characters of a line that answers, or tells when
_A_FEW_WORDS: Final = 30  # characters: `Reply Report`
_LEVELS: Final = 10  # elements around that line
_MOST: Final = 1_000  # lines that are looked at
_FEWEST: Final = 2  # comments
_GAP: Final = 200  # characters between two of them; an article's paragraphs are more
_TIMED: Final = 0.6  # of them at least
_DIGITS = re.compile(r"\d+")
_WHEN = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[:.]\d\d(?!\d)|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d\d"
    r"|\d\+?\s?(?:[^\W\d_]{1,12}\.?\s)?(?:ago|geleden|fa|temu|назад|тому|siden|sedan|sitten|önce|atrás|lalu|trước)\b"
    r"|\b(?:vor|il y a|hace|há|před|acum|πριν)\s\d|\d\s?[^\W\d_]{0,3}[前전]",
    re.IGNORECASE,
)
Kind = tuple[int, str, str]  # the element around, and what its children that are made alike have in common


@dataclass(slots=True)
class _List:
    """Elements that are made alike, side by side."""

    places: list[int] = field(default_factory=list)  # of their blocks
    timed: set[int] = field(default_factory=set)  # which of them tell when
    said: set[int] = field(default_factory=set)  # which say more than how to answer
    headed: set[int] = field(default_factory=set)  # which have a headline, as a live blog's entries have

    def read(self, place: int, element: Tag, block: TextBlock) -> None:
        """Take up a block of one of them."""
        text = block.text
        self.places.append(place)
        if block.holder.name in HEADINGS:
            self.headed.add(id(element))
        if tells_when(block):
            self.timed.add(id(element))
        if not (len(text) <= _SHORT and _answers(block)):
            self.said.add(id(element))


def readers_comments(blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """A list of comments is one with the answers between them, not with an article's paragraphs there."""
    found = np.zeros(len(blocks), dtype=bool)
    members = _that_can_be_answered(blocks)
    kind_of = {key: kind for kind, those in members.items() if len(those) >= _FEWEST for key in those}
    lists: dict[Kind, _List] = defaultdict(_List)
    for place, block in enumerate(blocks if kind_of else ()):
        for kind, element in kinds_around(block.holder):
            if kind_of.get(id(element)) == kind:
                lists[kind].read(place, element, block)
    for kind, those in lists.items():
        told = (those.timed & those.said) - those.headed
        if len(told) >= max(_FEWEST, _TIMED * len(members[kind])):
            found[those.places] = True
            for first, last in pairwise(those.places):
                if sum(len(block.text) for block in blocks[first + 1 : last]) < _GAP:
                    found[first:last] = True
    return found


def _that_can_be_answered(blocks: Sequence[TextBlock]) -> dict[Kind, set[int]]:
    members: dict[Kind, set[int]] = defaultdict(set)
    answers = (block for block in blocks if len(block.text) <= _SHORT and _answers(block))
    for block in islice(answers, _MOST):
        for kind, element in kinds_around(block.holder):
            members[kind].add(id(element))
    return members


def kinds_around(holder: Tag, within: Set[int] | None = None) -> Iterator[tuple[Kind, Tag]]:
    """The element and those around it, each with what makes it alike to its neighbours.

    `within`: only children of elements with these ids, for names are read slowly.
    """
    element: Tag | None = holder
    for _ in range(_LEVELS):
        if element is None or element.parent is None or element.name in ("body", "html"):
            return
        if within is None or id(element.parent) in within:
            names = _DIGITS.sub("", (attribute(element, "class") or "")[:200])
            yield (id(element.parent), element.name, names), element
        element = element.parent


def tells_when(block: TextBlock) -> bool:
    """A line with a day or clock: `12:20`, `3 hours ago`, `Jane Roe, 3 Jan 2026`."""
    text = block.text
    return len(text) <= _SHORT and _DIGITS.search(text) is not None and _WHEN.search(text) is not None


def _answers(block: TextBlock) -> bool:
    """A link or button: `Reply`, `Like · Reply · 3 Jan`; not `He did not reply to the letter`."""
    if not block.linked and block.holder.name != "button":
        return False
    text = block.text
    marked, anywhere = _patterns()
    return bool(marked.search(text) or (len(text) <= _A_FEW_WORDS and anywhere.search(text)))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(row[0] for row in rows("wireroom.extract", "reply_words.tsv"))
    marks = r"[|·•/()\[\]»>↩↵]"
    return (
        re.compile(rf"(?:^|{marks}\s*|\d\s)(?:{words})(?:$|\s*{marks})", re.IGNORECASE),
        re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", re.IGNORECASE),
    )
