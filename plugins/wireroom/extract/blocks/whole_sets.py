"""A page's blocks and those that are its article in; its lists, tables and code come back whole.

Cells, items and lines of code are no sentences, and each on its own is told badly: what counts is that the
whole of them stands among the article's paragraphs, as a child of the same element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from bs4 import Tag
from bs4.element import NavigableString, PageElement
from numpy.typing import NDArray

from wireroom.common.elements import SUBHEADINGS
from wireroom.common.tables import pattern
from wireroom.extract.blocks.text_blocks import TextBlock

_ITEMS: Final = frozenset(("li", "dd", "dt"))
_CELLS: Final = frozenset(("td", "th", "caption"))
_HALF: Final = 0.5  # of a set's characters; with more links it leads elsewhere
_A_SENTENCE: Final = 7  # words; fewer are a label: `Read more on this topic:`
_MOST_LEVELS: Final = 20


class _Run(NamedTuple):
    """The neighbouring blocks of a set, or a block of none."""

    start: int
    stop: int
    parent: Tag | None  # of the set, and of what wraps nothing but it; None: no set
    is_telling: bool  # a table or code; a list at the end must be announced


def with_sets(
    kept: NDArray[np.bool_], possible: NDArray[np.bool_], blocks: Sequence[TextBlock]
) -> NDArray[np.bool_]:
    """`kept` with every set that has the article's own blocks, its siblings, on both sides, or ends it.

    What ends it is announced, or a table or code of which half the blocks are `possible`, not a ticker.
    """
    before: _Run | None = None
    waiting: list[_Run] = []
    for run in [*_runs(blocks), None]:
        if run is not None and run.parent is not None:
            waiting.append(run)
            continue
        for each in waiting:
            is_end = each.is_telling and bool(possible[each.start : each.stop].mean() >= _HALF)
            if _belongs(blocks, kept, each, before, run, is_end=is_end) and (
                _is_text(blocks, each) or (_goes_on(blocks, each, run) and _introduces(blocks, before))
            ):
                kept[each.start : each.stop] = True
        before, waiting = run, []
    return kept


def _belongs(
    blocks: Sequence[TextBlock],
    kept: NDArray[np.bool_],
    run: _Run,
    before: _Run | None,
    after: _Run | None,
    *,
    is_end: bool,
) -> bool:
    parent = run.parent
    if before is None or parent is None or not _is_kept(blocks, kept, before, parent):
        return False
    if after is not None and _goes_on(blocks, run, after):
        return _is_kept(blocks, kept, after, parent)
    return is_end or _announces(blocks[before.start])


def _goes_on(blocks: Sequence[TextBlock], run: _Run, after: _Run | None) -> bool:
    """Whether what follows stands where the set does."""
    parent = run.parent
    return after is not None and parent is not None and _is_below(blocks[after.start].holder, parent)


def _runs(blocks: Sequence[TextBlock]) -> Iterator[_Run]:
    start = 0
    while start < len(blocks):
        of = _set_of(blocks[start])
        stop = start + 1
        while of is not None and stop < len(blocks) and _set_of(blocks[stop]) is of:
            stop += 1
        yield _Run(
            start,
            stop,
            _outside(of) if of is not None else None,
            of is not None and of.name in ("table", "pre"),
        )
        start = stop


def _set_of(block: TextBlock) -> Tag | None:
    """The list, table or code that the block is a part of."""
    item = block.holder
    if item.name in ("p", "div") and item.parent is not None:
        item = item.parent  # `<li><p>`, a line of code in an element of its own
    if item.name == "pre":
        return item
    if item.name in _CELLS:
        return _table_of(item)
    found: Tag | None = None
    while item.name in _ITEMS and item.parent is not None:
        found = item.parent
        if found.parent is None:
            break
        item = found.parent  # a list in an item of another
    return found


def _table_of(item: Tag) -> Tag | None:
    element = item.parent
    for _ in range(4):
        if element is None or element.name == "table":
            return element
        element = element.parent
    return None


def _outside(element: Tag) -> Tag | None:
    """Its parent, beyond elements that hold nothing else."""
    for _ in range(_MOST_LEVELS):
        parent = element.parent
        if (
            parent is None
            or _has_text_or_tag(element.next_siblings)
            or _has_text_or_tag(element.previous_siblings)
        ):
            return parent
        element = parent
    return None


def _has_text_or_tag(beside: Iterator[PageElement]) -> bool:
    return any(
        isinstance(node, Tag) or (type(node) is NavigableString and not node.isspace()) for node in beside
    )


def _is_kept(blocks: Sequence[TextBlock], kept: NDArray[np.bool_], run: _Run, parent: Tag) -> bool:
    return bool(kept[run.start]) and blocks[run.start].holder.parent is parent


def _is_below(element: Tag, parent: Tag) -> bool:
    above = element.parent
    for _ in range(_MOST_LEVELS):
        if above is None or above is parent:
            return above is parent
        above = above.parent
    return False


def _announces(block: TextBlock) -> bool:
    return block.text.endswith((":", "：")) or block.holder.name in SUBHEADINGS


def _introduces(blocks: Sequence[TextBlock], run: _Run | None) -> bool:
    """A sentence before it that ends in a colon: `The trust has a guide for each kind of visitor:`.

    What speaks to the reader, or of the site, leads away from the article.
    """
    text = blocks[run.start].text if run else ""
    if not text.endswith((":", "：")) or len(text.split()) < _A_SENTENCE:
        return False
    return not any(leads.search(text) for leads in _leading_away())


@cache
def _leading_away() -> tuple[re.Pattern[str], ...]:
    of_the_site = pattern("wireroom.extract", "other_stories.tsv")
    return of_the_site, *(pattern("wireroom.common", name) for name in ("addressed.tsv", "calls.tsv"))


def _is_text(blocks: Sequence[TextBlock], run: _Run) -> bool:
    linked = sum(block.linked for block in blocks[run.start : run.stop])
    return linked < _HALF * max(sum(len(block.text) for block in blocks[run.start : run.stop]), 1)
