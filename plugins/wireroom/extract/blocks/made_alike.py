"""A page's blocks and those chosen by their scores in; those out with what belongs to them by its make.

A short line is told badly by itself: the last one of news in brief, a refrain that was sung before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wireroom.extract.blocks.block_features import NAMES
from wireroom.extract.blocks.block_surroundings import MARKER, Numbers
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.site_mentions import speaks_for_site

Mask = NDArray[np.bool_]
_LIKELY, _NOT_UNLIKELY = 0.5, 0.25
_A_SENTENCE: Final = 2.4  # log of words and one: ten
_FEW_LINKS: Final = 0.3
_A_LINE: Final = 3  # words of a verse's line
_FEWEST: Final = 3  # paragraphs of a page in doubt that are made alike
_AS_LIKELY: Final = 0.5  # times what they are in the mean


def with_sentences(kept: Mask, scores: Numbers, features: Numbers) -> Mask:
    """Paragraphs of whole sentences beside what is kept come back where little speaks against them."""
    column = {name: features[:, NAMES.index(name)] for name in ("words", "linked", "stops", "ends")}
    prose = (column["words"] > _A_SENTENCE) & (column["linked"] < _FEW_LINKS)
    prose &= (scores > _NOT_UNLIKELY) & (column["stops"] > 0) & (column["ends"] > 0)
    for places in (range(1, len(kept)), range(len(kept) - 2, -1, -1)):
        for place in places:
            kept[place] |= prose[place] & kept[place - places.step]
    return kept


def with_refrains(kept: Mask, possible: Mask, blocks: Sequence[TextBlock]) -> Mask:
    """`kept` with each `possible` line of a verse that says again what one of a verse beside it says.

    A verse is lines in one element, none of which speaks of the site or of other stories.
    """
    sung: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for place, block in enumerate(blocks):
        is_line = block.after_break or (place + 1 < len(blocks) and blocks[place + 1].after_break)
        if is_line and len(block.text.split()) >= _A_LINE:
            sung[id(block.holder.parent), block.holder.name, block.text].append(place)
    more = kept.copy()
    again = [places for places in sung.values() if len(places) > 1]
    calls = {id(blocks[place].holder) for places in again for place in places if _calls(blocks[place])}
    for places in again:
        if kept[places].any():
            own = [place for place in places if id(blocks[place].holder) not in calls]
            more[[place for place in own if possible[place]]] = True
    return more


def with_alike(kept: Mask, scores: Numbers, features: Numbers, blocks: Sequence[TextBlock]) -> Mask:
    """On a page of which nothing is likely, `kept` with the sentences that are made as all of it is.

    They stand in the same element, and are about as likely; none speaks of the site or of other stories.
    """
    places = np.flatnonzero(kept).tolist()
    if len(places) < _FEWEST or (scores[kept] > _LIKELY).any():
        return kept
    made = {_make(blocks[place]) for place in places}
    if len(made) > 1:
        return kept
    linked, ends = (features[:, NAMES.index(name)] for name in ("linked", "ends"))
    might = (scores >= _AS_LIKELY * scores[kept].mean()) & (linked < _FEW_LINKS) & (ends > 0) & ~kept
    more = kept.copy()
    for place in np.flatnonzero(might).tolist():
        more[place] |= _make(blocks[place]) in made and not _calls(blocks[place])
    return more


def _calls(block: TextBlock) -> bool:
    return bool(MARKER.search(block.text)) or speaks_for_site(block.text, ())


def _make(block: TextBlock) -> tuple[int, str, object]:
    holder = block.holder
    return id(holder.parent), holder.name, holder.attrs.get("class")
