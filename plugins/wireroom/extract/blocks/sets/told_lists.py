"""A page's blocks and those that are its article in; those out with the lists that are told in it.

Facts in a box between its paragraphs, points below the last: short lines, told badly by their words alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.elements import SUBHEADINGS, attribute
from wireroom.extract.blocks.block_surroundings import MARKER
from wireroom.extract.blocks.sets.sets_around import outside, set_of
from wireroom.extract.blocks.text_blocks import KINDS, LANDMARKS, Position, TextBlock, names
from wireroom.extract.site_mentions import speaks_for_site

_LISTS: Final = names("ul ol dl")
_IN_LIST: Final = tuple(LANDMARKS.index(name) for name in ("ul", "ol", "dl"))
_OF_SITE: Final = tuple(LANDMARKS.index(name) for name in ("nav", "form", "button", "label", "footer"))
_OTHER: Final = tuple(
    KINDS.index(kind)
    for kind in ("comment", "related", "navigation", "share", "about", "tags", "advert", "ask")
)
_EDITOR: Final = "wp-block-"  # what an editor writes has no class, or its program's
_LEVELS: Final = 4  # elements around a paragraph
_HALF: Final = 0.5
_FEWEST: Final = 2  # items


def with_told_lists(
    kept: NDArray[np.bool_], possible: NDArray[np.bool_], blocks: Sequence[TextBlock]
) -> NDArray[np.bool_]:
    """`kept` with `possible` lists without a link, which neither lead on nor speak for the site.

    Either below a heading, both in a box of their own between the article's own blocks; or an editor's, right
    below its last paragraph.
    """
    more, last = kept.copy(), max(np.flatnonzero(kept).tolist(), default=-1)
    for start, stop, of in _lists(np.flatnonzero(possible & ~kept).tolist(), blocks):
        if possible[start:stop].mean() < _HALF or stop - start < _FEWEST:
            continue
        first = start - 1 if _is_in_box(kept, blocks, start, stop, of) else start
        is_told = first < start or (0 <= last == start - 1 and _is_beside(of, blocks[last].holder))
        if is_told and not any(map(leads_on, blocks[first:stop])):
            more[first:stop] = True
    return more


def _lists(places: Sequence[int], blocks: Sequence[TextBlock]) -> Iterator[tuple[int, int, Tag]]:
    """The whole lists that the blocks at `places` are items of: where each begins, where it ends, itself."""
    stop = 0
    for start in places:
        if (
            start < stop
            or blocks[start].linked
            or max(blocks[start].place.landmarks[n] for n in _IN_LIST) < 0
        ):
            continue
        of = set_of(blocks[start])
        if of is None or of.name not in _LISTS or (start and set_of(blocks[start - 1]) is of):
            continue
        stop = start + 1
        while stop < len(blocks) and set_of(blocks[stop]) is of:
            stop += 1
        yield start, stop, of


def _is_in_box(kept: NDArray[np.bool_], blocks: Sequence[TextBlock], start: int, stop: int, of: Tag) -> bool:
    """`<div><h3>Facts: the lock</h3><ul>…</ul></div>` between two of the article's blocks."""
    if start < 2 or stop >= len(blocks) or not (kept[start - 2] and kept[stop]):
        return False
    heading, box = blocks[start - 1].holder, of.parent
    if box is None or heading.name not in SUBHEADINGS or heading.parent is not box:
        return False
    inside = [each for each in islice(box.children, 10) if isinstance(each, Tag)]
    parent = outside(box)
    return (
        len(inside) == 2
        and not any(is_apart(block.place, blocks[start - 2].place) for block in blocks[start - 1 : stop])
        and blocks[start - 2].holder.parent is parent
        and any(above is parent for above in islice(blocks[stop].holder.parents, _LEVELS))
    )


def _is_beside(of: Tag, before: Tag) -> bool:
    """Whether a list is an editor's, who wrote the paragraph before it."""
    if before.name != "p" or before.parent is not of.parent:
        return False
    return all(map(_is_editors, chain((of,), (each for each in of.children if isinstance(each, Tag)))))


def _is_editors(element: Tag) -> bool:
    return all(name.startswith(_EDITOR) for name in (attribute(element, "class") or "").split())


def leads_on(block: TextBlock) -> bool:
    """Whether it leads to other stories or speaks for the site."""
    return bool(block.linked or MARKER.search(block.text) or speaks_for_site(block.text, ()))


def is_apart(place: Position, beside: Position) -> bool:
    """Whether it is in something that is no part of an article, and the paragraph beside it is not."""
    return any(place.kinds[kind] not in (-1, beside.kinds[kind]) for kind in _OTHER) or any(
        place.landmarks[name] not in (-1, beside.landmarks[name]) for name in _OF_SITE
    )
