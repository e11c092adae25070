"""A page's blocks and those chosen in; those out with the notes that marks in them lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np
from bs4 import Tag
from bs4.element import NavigableString
from numpy.typing import NDArray

from wireroom.common.elements import attribute, elements_in
from wireroom.common.urls import absolute_url
from wireroom.extract.blocks.text_blocks import KINDS, TextBlock, kinds_named

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})[\])]?")
_IS_PLAIN = re.compile(r"[\da-z]+")  # neither in brackets nor an asterisk: a count of comments, a letter
_NO_NOTES: Final = frozenset(map(KINDS.index, ("comment", "related", "navigation", "share")))
_NOTES: Final = frozenset({"li", "p", "div", "dd", "td", "tr"})
_LEVELS: Final = 3  # elements around a note's words, around a mark
_MOST: Final = 500  # marks of an article
_MOST_LINKS: Final = 20  # of a note
_LONGEST: Final = 1_500  # characters of a note


def with_notes(kept: NDArray[np.bool_], blocks: Sequence[TextBlock], address: str) -> NDArray[np.bool_]:
    """`kept` with what stands in an element that a mark in it leads to: `<sup><a href="#fn1">1</a></sup>`.

    Its link stands on the page, whose `address` may be in it too. A mark that is neither raised nor in
    brackets is one where the note leads back to it.
    """
    if kept.all():
        return kept
    wanted: dict[str, frozenset[str] | None] = {}
    for name, back in islice(_targets(kept, blocks, address), _MOST):
        known = wanted.get(name, frozenset())
        wanted[name] = back if back is None or known is None else known | back
    if not wanted:
        return kept
    more = kept.copy()
    for place in np.flatnonzero(~kept).tolist():
        block = blocks[place]
        around = islice((block.holder, *block.holder.parents), _LEVELS)
        more[place] = len(block.text) <= _LONGEST and any(_is_note(each, wanted) for each in around)
    return more


def _is_note(element: Tag, wanted: dict[str, frozenset[str] | None]) -> bool:
    name = attribute(element, "id") or ""
    if element.name not in _NOTES or name not in wanted:
        return False
    back = wanted[name]
    links = islice(elements_in(element, {"a"}), _MOST_LINKS)
    return back is None or any((attribute(link, "href") or "").partition("#")[2] in back for link in links)


def _targets(
    kept: NDArray[np.bool_], blocks: Sequence[TextBlock], address: str
) -> Iterator[tuple[str, frozenset[str] | None]]:
    """The ids of the notes that the article's marks lead to; with those that a note must lead back to."""
    for place in np.flatnonzero(kept).tolist():
        for node in blocks[place].nodes if blocks[place].linked else ():
            around = list(islice(node.parents, _LEVELS))
            link = next((each for each in around if each.name == "a"), None)
            if link is None or not _MARK.fullmatch(mark := node.strip()):
                continue
            page, _, name = (attribute(link, "href") or "").partition("#")
            if not name or not _NO_NOTES.isdisjoint(kinds_named(name)):
                continue
            if not page or (address and absolute_url(page, address) == absolute_url(address, None)):
                ids = (attribute(each, key) for each in around for key in ("id", "name"))
                yield name, frozenset(filter(None, ids)) if _is_low(mark, link, around) else None


def _is_low(mark: str, link: Tag, around: Sequence[Tag]) -> bool:
    before = link.previous_sibling
    is_bracketed = isinstance(before, NavigableString) and before.rstrip().endswith("[")
    is_raised = any(each.name == "sup" for each in around)
    return _IS_PLAIN.fullmatch(mark) is not None and not is_bracketed and not is_raised
