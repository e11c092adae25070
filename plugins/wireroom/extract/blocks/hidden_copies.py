"""A page's blocks and those chosen in; those out without hidden copies of what is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wireroom.extract.blocks.text_blocks import TextBlock, hides

_A_PARAGRAPH: Final = 60  # characters of a copy


def without_hidden_copies(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """Without the hidden elements whose paragraphs are all shown elsewhere, and the copies in others."""
    places = np.flatnonzero(kept).tolist()
    shown = {blocks[place].text for place in places if not blocks[place].place.hidden}
    hidden: dict[int, list[int]] = defaultdict(list)
    for place in places:
        if blocks[place].place.hidden:
            around = blocks[place].nodes[0].parents  # an inline element may be what hides it
            hidden[[id(element) for element in around if hides(element)][-1]].append(place)
    left = kept.copy()
    for inside in hidden.values():
        paragraphs = [place for place in inside if len(blocks[place].text) >= _A_PARAGRAPH]
        copies = [place for place in paragraphs if blocks[place].text in shown]
        left[inside if copies == paragraphs != [] else copies] = False
    return left
