"""A page's blocks and those chosen in; those out with the notes that marks in them lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

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
_ANCHORS: Final = frozenset({"a", "b", "small", "span", "strong", "sup"})
_BEGINNING: Final = 6  # elements and strings that a note's anchor is among
_LEVELS: Final = 3  # elements around a note's words, around a mark
_MOST: Final = 500  # marks of an article
_MOST_LINKS: Final = 20  # of a note
_LONGEST_NOTE: Final = 1_500  # characters of a note


_MOSTLY: Final = 0.7


class _Wanted(NamedTuple):
    """What a mark says of its note."""

    marks: frozenset[str]  # ids of the mark and of what is around it: what a note leads back to
    must_lead_back: bool


def with_notes(kept: NDArray[np.bool_], blocks: Sequence[TextBlock], address: str) -> NDArray[np.bool_]:
    """`kept` with what stands in an element that a mark in it leads to: `<sup><a href="#fn1">1</a></sup>`.

    Its link stands on the page, whose `address` may be in it too. A mark that is neither raised nor in
    brackets is one where the note leads back to it.
    """
    if kept.all():
        return kept
    wanted: dict[str, _Wanted] = {}
    for name, said in islice(_targets(kept, blocks, address), _MOST):
        known = wanted.get(name, said)
        wanted[name] = _Wanted(known.marks | said.marks, known.must_lead_back and said.must_lead_back)
    if not wanted:
        return kept
    more = kept.copy()
    for place in np.flatnonzero(~kept).tolist():
        block = blocks[place]
        around = islice((block.holder, *block.holder.parents), _LEVELS)
        is_link = block.linked > _MOSTLY * len(block.text)  # below an anchor other stories stand too
        more[place] = len(block.text) <= _LONGEST_NOTE and any(
            _is_note(each, wanted, by_name=is_link) for each in around
        )
    return more


def _is_note(element: Tag, wanted: dict[str, _Wanted], *, by_name: bool = False) -> bool:
    """Whether it has the name that a mark leads to, or begins with an anchor that has it (not if `by_name`).

    What begins so must lead back: an anchor stands above a chapter too.
    """
    if element.name not in _NOTES:
        return False
    said = wanted.get(attribute(element, "id") or "")
    if said is None and by_name:
        return False
    if said is None:
        said = next((wanted[name] for name in _anchors(element) if name in wanted), None)
        must_lead_back = True
    else:
        must_lead_back = said.must_lead_back
    return said is not None and (not must_lead_back or _leads_back(element, said.marks))


def _leads_back(element: Tag, marks: frozenset[str]) -> bool:
    links = islice(elements_in(element, {"a"}), _MOST_LINKS)
    return any((attribute(link, "href") or "").partition("#")[2] in marks for link in links)


def _anchors(element: Tag) -> Iterator[str]:
    """The names of what it begins with: `<p><a name="_ftn1" href="#_ftnref1">[1]</a> Counted twice.</p>`."""
    for node in islice(element.descendants, _BEGINNING):
        if isinstance(node, Tag):
            if node.name not in _ANCHORS:
                return
            yield from filter(None, (attribute(node, key) for key in ("id", "name")))
        elif str(node).strip(" \t\r\n\xa0[("):
            return


def _targets(
    kept: NDArray[np.bool_], blocks: Sequence[TextBlock], address: str
) -> Iterator[tuple[str, _Wanted]]:
    """The ids of the notes that the article's marks lead to, and what each mark says of its own."""
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
                yield name, _Wanted(frozenset(filter(None, ids)), _is_low(mark, link, around))


def _is_low(mark: str, link: Tag, around: Sequence[Tag]) -> bool:
    before = link.previous_sibling
    is_bracketed = isinstance(before, NavigableString) and before.rstrip().endswith("[")
    is_raised = any(each.name == "sup" for each in around)
    return _IS_PLAIN.fullmatch(mark) is not None and not is_bracketed and not is_raised
