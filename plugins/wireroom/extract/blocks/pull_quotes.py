"""A page's blocks and those chosen in; those out without what a pull quote says a second time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import Final

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.elements import HEADINGS, attribute
from wireroom.common.text import letters_of
from wireroom.extract.blocks.second_extractor import Witness
from wireroom.extract.blocks.text_blocks import TextBlock

_QUOTES: Final = frozenset({"blockquote", "aside", "figure", "q"})
# A class that says so: `pull-quote`, `Quote_quote__vu9m9`; `stock-quotes`, `has-quote` do not.
_CLASS = re.compile(r"(?:(?:^|\s|__)|(?:pull|block)[-_]?)quote(?![a-z])|zitat(?![a-z])", re.IGNORECASE)
_LETTER = re.compile(
    r"(?:^|[\s_-])(?:reader[-_]?)?letter(?:$|[\s_-](?:item|body|text))|leserbrief", re.IGNORECASE
)
_CONTROLS: Final = frozenset({"button", "figcaption", "label", "summary"})
_LEVELS: Final = 4  # elements around a quote's words
_LETTERS: Final = 25  # of a quote that says something
_LONGEST_QUOTE: Final = 500  # of one
_SIGNATURE: Final = 80  # characters beside it: who said so
_SHORTENED: Final = 0.5  # of its words that are said elsewhere too
_MOST: Final = 3  # blocks in one: a passage that is quoted has more
_PULLED: Final = 30  # of a page: one with more is made of quotes, and each is looked for in all the text
_ENDS: Final = tuple(".!?…;。！？।؟")  # of a sentence
_MARKS: Final = "\"'’”“»«›‹)]」』"  # behind an end


def without_pull_quotes(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """A quote set apart goes, with who said it, where a paragraph that stays says the same and more."""
    quotes: dict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero(kept).tolist():
        if (quote := next(_quotes_around(blocks[place]), None)) is not None:
            quotes[id(quote)].append(place)
    short = {key: places for key, places in quotes.items() if len(places) <= _MOST}
    if not 0 < len(short) <= _PULLED:
        return kept
    apart = {place for places in quotes.values() for place in places}
    outside = (place for place in np.flatnonzero(kept).tolist() if place not in apart)
    said = "\n\n".join(["", *(letters_of(blocks[place].text) for place in outside), ""])
    left = kept.copy()
    for places in short.values():
        written = {place: letters_of(blocks[place].text) for place in places}
        again = {place for place, letters in written.items() if _is_said(letters, said)}
        rest = [place for place in places if place not in again]
        if again and (not rest or (rest == [max(places)] and _is_signature(blocks[rest[0]]))):
            left[places] = False
    return left


def with_signatures(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """`kept` with who said or wrote a quotation or letter that is kept whole but for its last line.

    Letters to the editor are signed so: `Harald Moss, Dunning`. Links and what is shared stand there too.
    """
    signed = kept.copy()
    for place in range(1, len(blocks)):
        block, before = blocks[place], blocks[place - 1]
        if kept[place] or not kept[place - 1] or not block.text or not _is_signature(block):
            continue
        is_own = block.place.kinds == before.place.kinds and block.linked < len(block.text) / 2
        quote = next(_letters_around(block), None) if is_own and block.holder.name not in _CONTROLS else None
        after = blocks[place + 1].holder if place + 1 < len(blocks) else None
        if quote is not None and _is_in(before.holder, quote) and not _is_in(after, quote):
            signed[place] = True
    return signed


def _letters_around(block: TextBlock) -> Iterator[Tag]:
    for element in islice((block.holder, *block.holder.parents), _LEVELS):
        if element.name == "blockquote" or _LETTER.search((attribute(element, "class") or "")[:200]):
            yield element


def _is_in(element: Tag | None, outer: Tag) -> bool:
    return element is not None and any(
        each is outer for each in (element, *islice(element.parents, 2 * _LEVELS))
    )


class WhatIsSaid:
    """What the chosen blocks say, once it is asked."""

    def __init__(self, blocks: Sequence[TextBlock], kept: NDArray[np.bool_]) -> None:
        self._lines = [blocks[place].text for place in np.flatnonzero(kept).tolist()]

    @cached_property
    def _letters(self) -> str:
        return letters_of(" ".join(self._lines))

    @cached_property
    def _witness(self) -> Witness:
        return Witness("\n".join(self._lines))

    def holds(self, text: str) -> bool:
        """Letter for letter, or half of it and more: a quotation may be shortened."""
        return letters_of(text) in self._letters or self._witness.share(text) > _SHORTENED


def _is_said(letters: str, said: str) -> bool:
    """Whether a longer line of `said` holds them."""
    is_quote = _LETTERS <= len(letters) <= _LONGEST_QUOTE
    return is_quote and said.count(letters) > said.count(f"\n{letters}\n")


def _is_signature(block: TextBlock) -> bool:
    """`Jane Roe, mayor`: no heading, no sentence, no `Photo: Jane Roe`."""
    is_line = len(block.text) <= _SIGNATURE and block.holder.name not in HEADINGS
    return is_line and not set(":：") & set(block.text) and not block.text.rstrip(_MARKS).endswith(_ENDS)


def _quotes_around(block: TextBlock) -> Iterator[Tag]:
    """The innermost element around it that is one, by its name or by a class (`pull-quote`)."""
    for element in islice((block.holder, *block.holder.parents), _LEVELS):
        if is_quote(element):
            yield element


def is_quote(element: Tag) -> bool:
    """Whether it may be one, by its name or by a class (`pull-quote`)."""
    return element.name in _QUOTES or _names_quote((attribute(element, "class") or "")[:200])


@lru_cache(maxsize=4096)  # the elements of a page repeat few names
def _names_quote(written: str) -> bool:
    return _CLASS.search(written) is not None
