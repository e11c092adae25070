"""A page's blocks in, what they share with those of the same element or template out: columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import re2
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.tables import pattern
from wireroom.extract.blocks.text_blocks import TextBlock

Numbers = NDArray[np.float64]
FAR: Final = 12  # levels, or blocks; further is as far
LEVELS: Final = 4  # elements above a block that are looked at
_MOST_ABOVE: Final = 40
_PARAGRAPH: Final = 8  # words outside links; fewer are no paragraph
SHORT: Final = 60  # characters of a line that announces something
# What announces comments, other stories or an end. By RE2, for Python's own tries each word at each letter:
# every line of a page is looked through, which took a hundredth of its time.
MARKER = re2.compile(f"(?i){pattern('wireroom.extract', 'markers.tsv').pattern}")


def above(
    blocks: Sequence[TextBlock], size: Numbers, kept: Numbers, linked: Numbers, prose: Numbers
) -> list[Numbers]:
    """Of the elements above each block: how much they hold, how much of it was kept, how much are links."""
    of_element = _chains(blocks)
    sums = _sums(blocks, of_element, size, size * kept, size * linked)
    chains = [of_element[id(block.holder)] for block in blocks]
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


def _chains(blocks: Sequence[TextBlock]) -> dict[int, tuple[int, ...]]:
    """Of each element around a block, those around first: it and those that it stands in, up to a limit."""
    chains: dict[int, tuple[int, ...]] = {}
    for block in blocks:
        inside: list[int] = []
        element: Tag | None = block.holder
        while element is not None and id(element) not in chains:
            inside.append(id(element))
            element = element.parent
        chain = chains[id(element)] if element is not None else ()
        for each in reversed(inside):
            chain = chains[each] = (each, *chain[: _MOST_ABOVE - 1])
    return chains


def _sums(
    blocks: Sequence[TextBlock], chains: dict[int, tuple[int, ...]], *values: Numbers
) -> dict[int, _Sums]:
    """What the elements hold of `values`: their own blocks', then, from the innermost on, what is in them."""
    sums: dict[int, _Sums] = {key: [0.0, 0.0, 0.0] for key in chains}
    for block, words, kept, linked in zip(blocks, *(value.tolist() for value in values), strict=True):
        _add(sums[id(block.holder)], words, kept, linked)
    for key in reversed(chains):
        if len(chains[key]) > 1:
            _add(sums[chains[key][1]], *sums[key])
    return sums


def _add(held: _Sums, words: float, kept: float, linked: float) -> None:
    held[0] += words
    held[1] += kept
    held[2] += linked


def _holding(chains: Sequence[tuple[int, ...]], sums: dict[int, _Sums], words: float) -> int:
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


def _densest(chains: Sequence[tuple[int, ...]], sums: dict[int, _Sums], prose: Numbers) -> int:
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
        _add(sums.setdefault(key, [0.0, 0.0, 0.0]), words, words * share, words * link)
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
        if len(block.text) < SHORT and MARKER.search(block.text):
            since = 0
            count += 1
        rows.append((min(since, 40), min(count, 20)))
    return list(np.array(rows, dtype=float).T)
