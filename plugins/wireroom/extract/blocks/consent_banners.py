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
# `tag-cookies` tells what a story is of, `cookie-bar-open` how a page is shown.
_OTHERS_NAME = re.compile(
    r"(?:tag|category|cat|section|topic|subject|has|is|no|with|show)[-_].*"
    r"|.*[-_](?:open|opened|visible|shown|hidden|active|enabled|accepted|set)",
    re.IGNORECASE,
)
_LONGEST_BANNER: Final = 1_000  # characters of a banner
_LEVELS: Final = 8  # elements around a paragraph whose names are read
_ANSWERS: Final = frozenset({"button", "input"})
_LEFT: Final = 60  # characters that stay, at least


def without_consent_banners(
    kept: NDArray[np.bool_], blocks: Sequence[TextBlock], title: str
) -> NDArray[np.bool_]:
    """Without the paragraphs of an element called so that tells of cookies and has a button to answer.

    It is short, and not the article's own: that has the headline, or is most of what stands below it.
    """
    inside: dict[int, list[int]] = defaultdict(list)
    called: dict[int, Tag] = {}
    for place in np.flatnonzero(kept).tolist():
        for element in islice((blocks[place].holder, *blocks[place].holder.parents), _LEVELS):
            if _is_called_so(element):
                inside[id(element)].append(place)
                called[id(element)] = element
    left = kept.copy()
    headline = headline_place(blocks, title) if called else None
    total = sum(len(blocks[place].text) for place in np.flatnonzero(kept).tolist())
    for key, places in inside.items():
        element = called[key]
        size = sum(len(blocks[place].text) for place in places)
        says_so = size < _LONGEST_BANNER and any("cookie" in blocks[place].text.lower() for place in places)
        is_own = headline is not None and any(each is element for each in blocks[headline].holder.parents)
        is_own |= 2 * size > total and (headline is None or places[-1] > headline)
        if says_so and not is_own and next(elements_in(element, _ANSWERS), None) is not None:
            left[places] = False
    stays = sum(len(blocks[place].text) for place in np.flatnonzero(left).tolist())
    return left if stays >= _LEFT else kept


def _is_called_so(element: Tag) -> bool:
    names = f"{attribute(element, 'class') or ''} {attribute(element, 'id') or ''}"[:300]
    if not _NAME.search(names):
        return False
    return any(_NAME.search(name) and not _OTHERS_NAME.fullmatch(name) for name in names.split())
