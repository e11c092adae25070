"""A page's blocks in, what they share with those of the same element or template out: columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.tables import pattern
from wireroom.extract.blocks.text_blocks import TextBlock

Numbers = NDArray[np.float64]
FAR: Final = 12  # levels, or blocks; further is as far
LEVELS: Final = 4  # elements above a block that are looked at
_MOST_ABOVE: Final = 40
_PARAGRAPH: Final = 8  # words outside links; fewer are no paragraph
_SHORT: Final = 60  # characters of a line that announces something
_MARKER = pattern("wireroom.extract", "markers.tsv")  # what announces comments, other stories or an end


def above(
    blocks: Sequence[TextBlock], size: Numbers, kept: Numbers, linked: Numbers, prose: Numbers
) -> list[Numbers]:
    """Of the elements above each block: how much they hold, how much of it was kept, how much are links."""
    sums: dict[int, _Sums] = {}
    known: dict[int, list[int]] = {}
    chains: list[list[int]] = []
    for block, words, share, link in zip(blocks, size.tolist(), kept.tolist(), linked.tolist(), strict=True):
        chain = known.get(id(block.holder)) or known.setdefault(id(block.holder), _chain(block.holder))
        those_kept, those_linked = words * share, words * link
        for key in chain:
            of_element = sums.get(key) or sums.setdefault(key, [0.0, 0.0, 0.0])
            of_element[0] += words
            of_element[1] += those_kept
            of_element[2] += those_linked
        chains.append(chain)
    total = max(float(size.sum()), 1)
    main = _holding(chains, sums, 0.8 * float((size * kept).sum()))
    dense = _densest(chains, sums, prose)
    columns: list[Numbers] = []
    for level in range(1, LEVELS + 1):
        at_level = [sums[chain[min(level, len(chain) - 1)]] for chain in chains]
        held, taken, links = np.array(at_level, dtype=float).reshape(-1, 3).T
        most = np.maximum(held, 1)
        columns += [np.log1p(held), taken / most, links / most, held / total]
    for container in (main, dense):
        levels = [min(chain.index(container), FAR) if container in chain else -1 for chain in chains]
        columns += [np.array(levels, dtype=float), np.array([float(level >= 0) for level in levels])]
    return columns


_Sums = list[float]  # words, those kept, those linked


def _chain(holder: Tag) -> list[int]:
    """The element's identity and those of the elements around it, up to a limit."""
    found: list[int] = []
    element: Tag | None = holder
    while element is not None and len(found) < _MOST_ABOVE:
        found.append(id(element))
        element = element.parent
    return found


def _add(held: _Sums, words: float, share: float, link: float) -> None:
    held[0] += words
    held[1] += words * share
    held[2] += words * link


def _holding(chains: list[list[int]], sums: dict[int, _Sums], words: float) -> int:
    """The smallest element that holds so many of the words kept."""
    return min(
        (
            (sums[key][0], -place, key)
            for chain in chains
            for place, key in enumerate(reversed(chain))
            if sums[key][1] >= words
        ),
        default=(0, 0, 0),
    )[2]


def _densest(chains: list[list[int]], sums: dict[int, _Sums], prose: Numbers) -> int:
    """The element with most paragraphs right inside it and few links, as Readability reckons."""
    score: dict[int, float] = {}
    for chain, words in zip(chains, prose.tolist(), strict=True):
        for level, part in ((1, 1.0), (2, 0.5), (3, 0.25)):
            if words > _PARAGRAPH and level < len(chain):
                score[chain[level]] = score.get(chain[level], 0.0) + part * words
    for key in score:
        score[key] *= 1 - sums[key][2] / max(sums[key][0], 1)
    return max(score, key=score.__getitem__, default=0)


def alike(blocks: Sequence[TextBlock], size: Numbers, kept: Numbers, linked: Numbers) -> list[Numbers]:
    """Of the blocks that the template makes in the same way: their share, how much was kept, and linked."""
    sums: dict[tuple[object, ...], list[float]] = {}
    keys = []
    for block, words, share, link in zip(blocks, size.tolist(), kept.tolist(), linked.tolist(), strict=True):
        holder = block.holder
        above = holder.parent
        key = (
            holder.name,
            holder.attrs.get("class"),
            above and above.name,
            above and above.attrs.get("class"),
        )
        keys.append(key)
        _add(sums.setdefault(key, [0.0, 0.0, 0.0]), words, share, link)
    total = float(size.sum())
    rows = [
        (sums[k][0] / max(total, 1), sums[k][1] / max(sums[k][0], 1), sums[k][2] / max(sums[k][0], 1))
        for k in keys
    ]
    return list(np.array(rows).T)


def marked(blocks: Sequence[TextBlock]) -> list[Numbers]:
    """Blocks since the last short line that announces comments or other stories, and how many did."""
    since, count = 99, 0
    rows = []
    for block in blocks:
        since += 1
        if len(block.text) < _SHORT and _MARKER.search(block.text):
            since = 0
            count += 1
        rows.append((min(since, 40), min(count, 20)))
    return list(np.array(rows, dtype=float).T)
