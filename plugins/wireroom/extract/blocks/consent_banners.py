"""A page's blocks and those chosen in; those out without what asks readers to agree to cookies.

On a page of few sentences such a banner is most of its prose.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Final

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.elements import attribute, elements_in
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.visible.headline import headline_place

_NAME = re.compile(
    r"(?<![a-z])(?:cookies?|consent|gdpr|dsgvo|rgpd)(?![a-z])"
    r"|cookie-?(?:banner|bar|box|consent|dialog|law|modal|notice|popup)|onetrust|cli-(?:modal|privacy)|cmplz|cky-",
    re.IGNORECASE,
)
_LEVELS: Final = 8  # elements around a paragraph whose names are read
_ANSWERS: Final = frozenset({"button", "input"})
_LEFT: Final = 60  # characters that stay, at least


def without_consent_banners(
    kept: NDArray[np.bool_], blocks: Sequence[TextBlock], title: str
) -> NDArray[np.bool_]:
    """Without the paragraphs of an element called so that tells of cookies and has a button to answer.

    It is not the article's own: that has the headline.
    """
    inside: dict[int, list[int]] = defaultdict(list)
    called: dict[int, Tag] = {}
    for place in np.flatnonzero(kept).tolist():
        for element in islice((blocks[place].holder, *blocks[place].holder.parents), _LEVELS):
            if _NAME.search(f"{attribute(element, 'class') or ''} {attribute(element, 'id') or ''}"[:300]):
                inside[id(element)].append(place)
                called[id(element)] = element
    left = kept.copy()
    headline = headline_place(blocks, title) if called else None
    for key, places in inside.items():
        element = called[key]
        says_so = any("cookie" in blocks[place].text.lower() for place in places)
        is_own = headline is not None and any(each is element for each in blocks[headline].holder.parents)
        if says_so and not is_own and next(elements_in(element, _ANSWERS), None) is not None:
            left[places] = False
    stays = sum(len(blocks[place].text) for place in np.flatnonzero(left).tolist())
    return left if stays >= _LEFT else kept
