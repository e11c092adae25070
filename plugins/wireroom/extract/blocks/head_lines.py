"""A page's blocks and those chosen in; those out without lines between headline and text that are no text.

The day in an element of its own, what the author is and reports from, and what is left of a row of buttons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wireroom.common.elements import attribute
from wireroom.common.tables import rows
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.visible.headline import headline_place

_MOST_BLOCKS: Final = 12  # from the first that is chosen
_LONGEST_LINE: Final = 60  # characters
_A_SENTENCE: Final = 80
_A_BUTTON: Final = 12
_LEVELS: Final = 3  # elements around a line
_BYLINE = re.compile(r"(?<![a-z])(?:byline|author|contributor)s?(?![a-z])", re.IGNORECASE)
_NAMING: Final = ("class", "data-component", "data-testid", "itemprop")
_FROM = re.compile(r"reporting (?:from|in) [^.!?]{2,40}", re.IGNORECASE)


def without_head_lines(kept: NDArray[np.bool_], blocks: Sequence[TextBlock], title: str) -> NDArray[np.bool_]:
    """What follows the first paragraph, or stands on a page without a headline, stays."""
    headline = headline_place(blocks, title)
    if headline is None:
        return kept
    left = kept.copy()
    for place in islice(np.flatnonzero(kept).tolist(), _MOST_BLOCKS):
        block = blocks[place]
        if place <= headline:
            continue
        if len(block.text) >= _A_SENTENCE and block.holder.name not in ("h1", "h2", "h3"):
            break
        if len(block.text) <= _LONGEST_LINE and (
            _is_time(block) or _tells_role(block) or _is_left_over(place, kept, blocks)
        ):
            left[place] = False
    return left


def _is_time(block: TextBlock) -> bool:
    """`<time>November 20, 2026</time>`, and nothing beside it."""
    shown = [node for node in block.nodes if not node.isspace()]
    return all(any(each.name == "time" for each in islice(node.parents, _LEVELS)) for node in shown)


def _tells_role(block: TextBlock) -> bool:
    """`Harbour correspondent,` and `Reporting from Marsh End`, in an element that is called a byline."""
    line = block.text.strip(" ,|·•–-")
    if not (_FROM.fullmatch(line) or _role().fullmatch(line)):
        return False
    around = islice((block.holder, *block.holder.parents), _LEVELS)
    named = (attribute(each, name) or "" for each in around for name in _NAMING)
    return any(_BYLINE.search(name[:200]) for name in named)


def _is_left_over(place: int, kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> bool:
    """An item of a list of buttons, of which most are out already."""
    block = blocks[place]
    row = block.holder.parent
    if block.holder.name != "li" or row is None or len(block.text) > _A_BUTTON:
        return False
    items = [each for each in _near(place, blocks) if blocks[each].holder.parent is row]
    out = [each for each in items if not kept[each]]
    return 2 * len(out) > len(items) and all(len(blocks[each].text) <= _A_BUTTON for each in items)


def _near(place: int, blocks: Sequence[TextBlock]) -> range:
    return range(max(0, place - _MOST_BLOCKS), min(len(blocks), place + _MOST_BLOCKS))


@cache
def _role() -> re.Pattern[str]:
    roles = "|".join(row[1] for row in rows("wireroom.common", "byline_words.tsv") if row[0] == "role")
    return re.compile(rf"(?:[\w’'&-]+\s){{0,4}}(?:{roles})", re.IGNORECASE)
