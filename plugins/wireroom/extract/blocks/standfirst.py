"""A page's blocks and those chosen in; its standfirst, which the head's description repeats, once in them.

Templates set it apart from the text (in a heading, a header, beside the picture), where it looks like a
teaser, and some write it twice: for narrow screens and for wide ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wireroom.extract.blocks.block_features import NAMES
from wireroom.extract.blocks.block_surroundings import FAR, Numbers
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.visible.headline import letters_of

_AS_DESCRIBED: Final = 1.8  # of 2: letter for letter within the description, and all its words
_A_SENTENCE: Final = 2.4  # log of words and one: ten
_FEW_LINKS: Final = 0.3
_LETTERS, _SUMMARY = 30, 2_000  # of a block or summary that says something; characters looked at
_USED: Final = ("words", "linked", "hidden", "from_title", "in_description", "in_figure")


def with_standfirst(
    kept: NDArray[np.bool_],
    scores: Numbers,
    features: Numbers,
    blocks: Sequence[TextBlock],
    title: str,
    summary: str = "",
) -> NDArray[np.bool_]:
    """`kept` with what the description, or the feed's `summary`, says between headline and text, once.

    Of copies the likeliest stands; what the text or a longer one says too is left out. What is linked, hidden
    or a caption, or says what the headline says too, does not come back.
    """
    column = {name: features[:, NAMES.index(name)] for name in _USED}
    is_shown = (column["linked"] < _FEW_LINKS) & (column["hidden"] == 0) & (column["in_figure"] >= FAR)
    described = (column["in_description"] >= _AS_DESCRIBED) | _summarised(blocks, summary)
    described &= (column["from_title"] > 0) & is_shown
    body = np.flatnonzero(kept & ~described & is_shown & (column["words"] > _A_SENTENCE))
    if not body.size or not described[: body[0]].any():
        return kept
    copies: dict[str, list[int]] = {}
    for place in np.flatnonzero(described[: body[0]]).tolist():
        copies.setdefault(letters_of(blocks[place].text), []).append(place)
    with_it = kept.copy()
    with_it[[place for places in copies.values() for place in places]] = False
    said = letters_of(" ".join(blocks[place].text for place in np.flatnonzero(with_it).tolist()))
    headline, opening = letters_of(title), letters_of(blocks[int(body[0])].text)
    for written, places in sorted(copies.items(), key=lambda copy: -len(copy[0])):  # a part after its whole
        if written in said or opening.startswith(written):
            continue
        says_headline = written in headline or (headline and headline in written)
        chosen = [place for place in places if kept[place]] or ([] if says_headline else places)
        if chosen:
            with_it[max(chosen, key=scores.__getitem__)] = True
            said += f" {written}"  # a sentence that lies across two blocks is neither's
    return with_it


def _summarised(blocks: Sequence[TextBlock], summary: str) -> NDArray[np.bool_]:
    """Which say what the feed says, or begin with what it breaks off."""
    letters = letters_of(summary.rstrip(" .…[]()")[:_SUMMARY])
    if len(letters) < _LETTERS:
        return np.zeros(len(blocks), dtype=bool)
    written = [letters_of(block.text[:_SUMMARY]) for block in blocks]
    return np.array(
        [len(each) >= _LETTERS and (each in letters or each.startswith(letters)) for each in written]
    )
