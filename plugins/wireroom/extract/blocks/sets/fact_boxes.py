"""A page's blocks and those that are its article in; those out with the boxes that are called facts.

`<aside class="fact">` beside a paragraph: a heading, lines, a few sentences, all told badly by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.elements import attribute
from wireroom.extract.blocks.sets.told_lists import is_apart, leads_on
from wireroom.extract.blocks.text_blocks import KINDS, TextBlock, hides, kinds_named

_BOXES: Final = frozenset({"aside", "div", "section"})
_BODY: Final = KINDS.index("body")
_LEVELS: Final = 6  # elements around a block, the box one of them
_LONGEST_CLASS: Final = 300  # characters
_MOST: Final = 3_000  # characters; a longer box is a story
# `fact-check` is what outlets call a kind of story.
_CALLED = re.compile(
    r"(?:^|[\s_-])(?:key-?)?(?:facts?|fakta|fakten|faits|fatos|dati|datos)"
    r"(?:[_-]?(?:box|boks|ruta|rute|ramme|kasten|block))?(?=$|[\s_]|-(?!check|link))",
    re.IGNORECASE,
)


def with_fact_boxes(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """`kept` with the whole boxes called so that stand between two of its blocks, or behind the last of them
    in what it stands in too, and lead nowhere."""
    more = kept.copy()
    chosen = np.flatnonzero(kept)
    for start, stop, box in _boxes(blocks, chosen[0], chosen[-1] + 2) if len(chosen) else ():
        inside = blocks[start:stop]
        before = next((place for place in range(start - 1, -1, -1) if kept[place]), None)
        if before is None or kept[start:stop].all():
            continue
        after = stop + int(np.argmax(kept[stop:])) if kept[stop:].any() else None
        is_last = _ends(box, None if after is None else blocks[after])
        beside = [before] if is_last or after is None else [before, after]
        is_between = is_last or after is not None
        is_between &= all(_stands_in(blocks[place], box.parent) for place in beside)
        is_own = sum(len(block.text) for block in inside) <= _MOST and not any(
            leads_on(block) or is_apart(block.place, blocks[before].place) or hides(block.holder)
            for block in inside
        )
        more[start:stop] |= is_between and is_own
    return more


def _boxes(blocks: Sequence[TextBlock], first: int, last: int) -> Iterator[tuple[int, int, Tag]]:
    start = first
    while start < min(last, len(blocks)):
        box, stop = _box_of(blocks[start]), start + 1
        while box is not None and stop < len(blocks) and _box_of(blocks[stop]) is box:
            stop += 1
        if box is not None:
            yield start, stop, box
        start = stop


def _box_of(block: TextBlock) -> Tag | None:
    """The outermost element near it that is called so."""
    found = None
    for element in islice((block.holder, *islice(block.holder.parents, _LEVELS)), _LEVELS):
        called = attribute(element, "class") if element.name in _BOXES else None
        if called and _CALLED.search(called[:_LONGEST_CLASS]):
            found = element
    return found


def _ends(box: Tag, after: TextBlock | None) -> bool:
    """Whether it is the last in an element that is called the article's body: others end with a card."""
    around = box.parent
    if around is None or _BODY not in kinds_named(attribute(around, "class") or ""):
        return False
    return after is None or all(each is not around for each in after.holder.parents)


def _stands_in(block: TextBlock, parent: Tag | None) -> bool:
    return block.holder.parent is parent
