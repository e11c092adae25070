"""A page's blocks and those chosen in; those out with the notes that marks in them lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wireroom.common.elements import attribute
from wireroom.extract.blocks.text_blocks import TextBlock

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})[\])]?")
_NOTES: Final = frozenset({"li", "p", "div", "dd", "td", "tr"})
_LEVELS: Final = 3  # elements around a note's words, around a mark
_MOST: Final = 500  # marks of an article
_LONGEST: Final = 1_500  # characters of a note


def with_notes(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """`kept` with what stands in an element that a raised number in it leads to: `<a href="#fn1">1</a>`."""
    if kept.all():
        return kept
    wanted = set(islice(_targets(kept, blocks), _MOST))
    if not wanted:
        return kept
    more = kept.copy()
    for place in np.flatnonzero(~kept).tolist():
        block = blocks[place]
        around = islice((block.holder, *block.holder.parents), _LEVELS)
        more[place] = len(block.text) <= _LONGEST and any(
            each.name in _NOTES and attribute(each, "id") in wanted for each in around
        )
    return more


def _targets(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> Iterator[str]:
    """The ids of the notes that the article's marks lead to."""
    for place in np.flatnonzero(kept).tolist():
        for node in blocks[place].nodes if blocks[place].linked else ():
            around = (each for each in islice(node.parents, _LEVELS) if each.name == "a")
            link = next(around, None) if _MARK.fullmatch(node.strip()) else None
            if link is not None and (name := (attribute(link, "href") or "").partition("#")[2]):
                yield name
