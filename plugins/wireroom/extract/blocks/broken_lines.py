"""A page's blocks and those that are its article in; those out with the other lines of their paragraphs.

`<p>Market Office<br>12 Weir Street<br>Marsh End</p>`: of an address each line is told badly by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wireroom.extract.blocks.block_surroundings import SHORT
from wireroom.extract.blocks.sets.told_lists import leads_on
from wireroom.extract.blocks.text_blocks import TextBlock

_MOST: Final = 8  # lines
_HOLDERS: Final = frozenset({"p", "address"})


def with_broken_lines(
    kept: NDArray[np.bool_], possible: NDArray[np.bool_], blocks: Sequence[TextBlock]
) -> NDArray[np.bool_]:
    """`kept` with all lines of a paragraph of short ones that begins with one kept, if each is `possible`.

    Not where a line calls to something or leads on: `Jane Doe<br>Follow us`.
    """
    more = kept.copy()
    for start, stop in _paragraphs(blocks):
        is_begun = kept[start] and not kept[start:stop].all() and possible[start:stop].all()
        lines = blocks[start:stop]
        if is_begun and len(lines) <= _MOST:
            is_short = all(len(line.text) < SHORT for line in lines)
            more[start:stop] |= is_short and not any(map(leads_on, lines))
    return more


def _paragraphs(blocks: Sequence[TextBlock]) -> Iterator[tuple[int, int]]:
    """Of those with breaks, where they begin and end."""
    start = 0
    for place in range(1, len(blocks) + 1):
        holder = blocks[start].holder
        if place < len(blocks) and blocks[place].after_break and blocks[place].holder is holder:
            continue
        if place > start + 1 and holder.name in _HOLDERS:
            yield start, place
        start = place
