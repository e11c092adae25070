"""A page's blocks and those that are its article in; its lists, tables, code and quotations come back whole.

Cells, items, lines of code and who said so are no sentences, and each on its own is told badly: what counts
is that the whole of them stands among the article's paragraphs, as a child of the same element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.elements import SUBHEADINGS
from wireroom.common.tables import pattern
from wireroom.extract.blocks.block_surroundings import MARKER, SHORT
from wireroom.extract.blocks.pull_quotes import WhatIsSaid, is_quote
from wireroom.extract.blocks.sets.sets_around import (
    has_head,
    is_bar_of_code,
    outside,
    set_of,
    without_line_numbers,
    words_in,
)
from wireroom.extract.blocks.text_blocks import KINDS, TextBlock

_TELLING: Final = frozenset(("table", "pre"))
_QUOTES: Final = frozenset(("blockquote", "q"))
_ELSEWHERE: Final = tuple(KINDS.index(kind) for kind in ("related", "advert"))
_HEAD: Final = 2  # cells of a table that are read
_FEW_LINKS: Final = 0.3  # of a quotation's
_HALF: Final = 0.5  # of a set's characters; with more links it leads elsewhere
_A_SENTENCE: Final = 7  # words; fewer are a label: `Read more on this topic:`
_MOST_LEVELS: Final = 20


class _Run(NamedTuple):
    """The neighbouring blocks of a set, or a block of none."""

    start: int
    stop: int
    parent: Tag | None  # of the set, and of what wraps nothing but it; None: no set
    of: Tag | None  # the set

    @property
    def holds(self) -> str:
        """The name of what it is; of a figure, of what that shows first."""
        if self.of is None:
            return ""
        return words_in(self.of) or "q" if is_quote(self.of) else self.of.name


def with_sets(
    kept: NDArray[np.bool_], possible: NDArray[np.bool_], blocks: Sequence[TextBlock]
) -> NDArray[np.bool_]:
    """`kept` with every set that has the article's own blocks, its siblings, on both sides, or ends it.

    What ends it is announced, or a table or code of which half the blocks are `possible`, not a ticker. A
    quotation must be possible, and say what no other block does.
    """
    before: _Run | None = None
    waiting: list[_Run] = []
    said = WhatIsSaid(blocks, kept)
    for run in [*_runs(blocks), None]:
        if run is not None and run.parent is not None:
            waiting.append(run)
            continue
        for each in waiting:
            is_possible = bool(possible[each.start : each.stop].mean() >= _HALF)
            is_end = is_possible and each.holds in _TELLING
            if kept[each.start : each.stop].all() or not _belongs(
                blocks, kept, each, before, run, is_end=is_end
            ):
                continue
            if each.holds in _QUOTES:
                is_own = is_possible and _says_something_new(blocks, each, said)
            else:
                is_own = _linked(blocks, each) < _HALF or (
                    _goes_on(blocks, each, run)
                    and (_introduces(blocks, before) or _tells_facts(blocks, each, before))
                )
            kept[each.start : each.stop] |= is_own
        before, waiting = run, []
    return without_line_numbers(kept, blocks)


def _says_something_new(blocks: Sequence[TextBlock], run: _Run, said: WhatIsSaid) -> bool:
    """Neither a line of the text once more, nor a call to readers, an advert or a teaser."""
    written = max((block.text for block in blocks[run.start : run.stop]), key=len)
    if any(blocks[run.start].place.kinds[kind] >= 0 for kind in _ELSEWHERE):
        return False
    return _linked(blocks, run) < _FEW_LINKS and not _calls(written) and not said.holds(written)


def _tells_facts(blocks: Sequence[TextBlock], run: _Run, before: _Run | None) -> bool:
    """A table with a head, however much of it is linked: `Lock | Boats`; nothing calls it other stories."""
    if before is None or run.of is None or run.holds != "table" or not has_head(run.of):
        return False
    heads = (blocks[place].text for place in range(run.start - 1, run.start + _HEAD))
    is_announced = any(len(head) < SHORT and MARKER.search(head) for head in heads)
    return not is_announced and not any(
        _calls(block.text) for block in blocks[before.start : run.start + _HEAD]
    )


def _calls(text: str) -> bool:
    of_the_site, _, calls = _leading_away()
    return bool(of_the_site.search(text) or calls.search(text))


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
    start, sets = 0, [set_of(block) for block in blocks]
    of_code = {
        id(each) for block, each in zip(blocks, sets, strict=True) if each and block.holder.name == "pre"
    }
    while start < len(blocks):
        of = sets[start]
        if of is None and of_code and is_bar_of_code(blocks[start], of_code):
            start += 1
            continue
        stop = start + 1
        while of is not None and stop < len(blocks) and sets[stop] is of:
            stop += 1
        yield _Run(start, stop, outside(of) if of is not None else None, of)
        start = stop


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


def _linked(blocks: Sequence[TextBlock], run: _Run) -> float:
    inside = blocks[run.start : run.stop]
    return sum(block.linked for block in inside) / max(sum(len(block.text) for block in inside), 1)
