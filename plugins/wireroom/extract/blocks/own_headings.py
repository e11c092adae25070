"""A page's blocks and those that are its article in; those out with the headings of what stays.

A heading is short, and told badly by itself: of an accordion it is all a button.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice, takewhile
from typing import Final

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.elements import HEADINGS, SUBHEADINGS
from wireroom.common.text import letters_of
from wireroom.extract.blocks.block_surroundings import MARKER
from wireroom.extract.blocks.text_blocks import LANDMARKS, TextBlock

_LEVELS: Final = 4  # elements around the words of a heading, around what it is above
_HALF: Final = 0.5  # of the cells of a table
_ALL: Final = 0.9  # of its characters
_TABLE: Final = LANDMARKS.index("table")
_MOST_CELLS: Final = 100  # of a table that are looked at


def with_headings(
    kept: NDArray[np.bool_], possible: NDArray[np.bool_], blocks: Sequence[TextBlock], title: str
) -> NDArray[np.bool_]:
    """`kept` with each `possible` heading between the article's own blocks, or between one and a table.

    What it is above stands in the same element; of the table's cells half are `possible`. Above the text
    some set the byline and the day as headings, and other stories are announced by one, or by one that is a
    link as what is below it is. The `title` above a standfirst is said once more above the text.
    """
    text = (place for place in np.flatnonzero(kept).tolist() if _heading(blocks[place], HEADINGS) is None)
    first = next(text, len(blocks))
    more, said = kept.copy(), letters_of(title)
    for place in range(len(blocks) - 2, first, -1):
        if kept[place] or not possible[place] or (heading := _heading(blocks[place], SUBHEADINGS)) is None:
            continue
        if MARKER.search(blocks[place].text) or letters_of(blocks[place].text) == said:
            continue
        above, parent = blocks[place - 1], heading.parent
        if more[place + 1]:
            is_teaser = _is_link(blocks[place]) and _is_link(blocks[place + 1])
            more[place] = not is_teaser and _is_below(blocks[place + 1], parent)
        elif kept[place - 1] and above.holder.parent is parent and (stop := _end_of_table(blocks, place + 1)):
            more[place] = possible[place + 1 : stop].mean() >= _HALF
    return more


def _heading(block: TextBlock, names: Collection[str]) -> Tag | None:
    around = islice((block.holder, *block.holder.parents), _LEVELS)
    return next((each for each in around if each.name in names), None)


def _is_below(block: TextBlock, parent: Tag | None) -> bool:
    return any(above is parent for above in islice(block.holder.parents, _LEVELS))


def _is_link(block: TextBlock) -> bool:
    return block.linked >= _ALL * len(block.text)


def _end_of_table(blocks: Sequence[TextBlock], start: int) -> int:
    """The place behind a table that begins at `start`, or in it; 0 where none does.

    One around the heading before it too lays the page out.
    """
    table = blocks[start].place.landmarks[_TABLE]
    if table <= blocks[start - 1].place.landmarks[_TABLE]:
        return 0
    some = blocks[start : start + _MOST_CELLS]
    return start + sum(1 for _ in takewhile(lambda block: block.place.landmarks[_TABLE] == table, some))
