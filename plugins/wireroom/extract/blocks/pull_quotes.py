"""A page's blocks and those chosen in; those out without what a pull quote says a second time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.elements import attribute
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.visible.headline import letters_of

_QUOTES: Final = frozenset({"blockquote", "aside", "figure", "q"})
_LEVELS: Final = 4  # elements around a quote's words
_LETTERS: Final = 25  # of a quote that says something
_LONGEST: Final = 500  # of one
_SIGNATURE: Final = 80  # characters beside it: who said so
_MOST: Final = 3  # blocks in one: a passage that is quoted has more


def without_pull_quotes(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """A quote set apart goes, with who said it, where a paragraph that stays says the same and more."""
    quotes: dict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero(kept).tolist():
        if (quote := next(_quotes_around(blocks[place]), None)) is not None:
            quotes[id(quote)].append(place)
    short = {key: places for key, places in quotes.items() if len(places) <= _MOST}
    if not short:
        return kept
    apart = {place for places in quotes.values() for place in places}
    said = [letters_of(blocks[place].text) for place in np.flatnonzero(kept).tolist() if place not in apart]
    left = kept.copy()
    for places in short.values():
        written = {place: letters_of(blocks[place].text) for place in places}
        again = {place for place, letters in written.items() if _is_said(letters, said)}
        rest = [place for place in places if place not in again]
        if again and all(len(blocks[place].text) <= _SIGNATURE for place in rest):
            left[places] = False
    return left


def _is_said(letters: str, said: Sequence[str]) -> bool:
    is_quote = _LETTERS <= len(letters) <= _LONGEST
    return is_quote and any(letters in each for each in said if len(each) > len(letters))


def _quotes_around(block: TextBlock) -> Iterator[Tag]:
    """The innermost element around it that is one, by its name or by a class (`pull-quote`)."""
    for element in islice((block.holder, *block.holder.parents), _LEVELS):
        names = (attribute(element, "class") or "")[:200].lower()
        if element.name in _QUOTES or "quote" in names or "zitat" in names:
            yield element
