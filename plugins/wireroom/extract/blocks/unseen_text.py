"""A page's blocks and those chosen in; out without what no reader is shown.

A rest that a script or a click shows is hidden too, and is the article's: what is much of the page, opened by
what stands before it, or told to search engines stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

import numpy as np
from bs4 import Tag
from bs4.element import NavigableString
from numpy.typing import NDArray

from wireroom.common.elements import HEADINGS, attribute, is_aid
from wireroom.extract.blocks.second_extractor import Witness
from wireroom.extract.blocks.text_blocks import LANDMARKS, TextBlock, hides

_A_PARAGRAPH: Final = 60  # characters
_MUCH: Final = 0.25  # of the article's characters is hidden; as in the body of a feed's entry
_LONGEST_AID: Final = 200  # characters; more is told to whom a picture cannot be shown
_AID_LEVELS: Final = 4
_OPENS: Final = HEADINGS | {"button", "summary", "dt", "a", "label", "input"}
_ADDRESS = re.compile(r"(?!#|javascript:)\S")
_FIGURE: Final = LANDMARKS.index("figure")  # the next of a gallery wait for their turn
_BEGINNING: Final = 20  # elements and strings


def without_hidden_copies(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """Without the hidden elements whose paragraphs are all shown elsewhere, and the copies in others."""
    places = np.flatnonzero(kept).tolist()
    shown = {blocks[place].text for place in places if not blocks[place].place.hidden}
    left = kept.copy()
    for _, inside in _hidden(kept, blocks, hides):
        paragraphs = [place for place in inside if len(blocks[place].text) >= _A_PARAGRAPH]
        copies = [place for place in paragraphs if blocks[place].text in shown]
        left[inside if copies == paragraphs != [] else copies] = False
    return left


def without_unseen(
    kept: NDArray[np.bool_], blocks: Sequence[TextBlock], body: Witness | None
) -> NDArray[np.bool_]:
    """Without drafts, notes and lures that are hidden, and words for screen readers.

    `body` is what the page tells search engines: that is the article, shown or not.
    """
    left = kept.copy()
    left[[place for place in np.flatnonzero(kept).tolist() if _is_for_screen_readers(blocks[place])]] = False
    hidden = _hidden(left, blocks, _is_unshown, within=False)
    size = sum(len(blocks[place].text) for _, inside in hidden for place in inside)
    whole = sum(len(blocks[place].text) for place in np.flatnonzero(left).tolist())
    if size >= _MUCH * whole:
        return left
    for element, inside in hidden:
        if not _is_opened(element):
            left[[place for place in inside if not _is_own(blocks[place], body)]] = False
    return left


def seen_nodes(block: TextBlock) -> list[NavigableString]:
    """Its strings without those of short inline elements that are hidden, or for screen readers."""
    return [node for node in block.nodes if not _is_unseen(node, block.holder)]


def _hidden(
    kept: NDArray[np.bool_],
    blocks: Sequence[TextBlock],
    is_hiding: Callable[[Tag], object],
    *,
    within: bool = True,
) -> list[tuple[Tag, list[int]]]:
    """The outermost elements that hide, each with the places of what is kept in it.

    An inline element that a block begins with is one of them if `within`.
    """
    found: dict[int, tuple[Tag, list[int]]] = {}
    for place in np.flatnonzero(kept).tolist():
        if blocks[place].place.hidden:
            block = blocks[place]
            around = block.nodes[0].parents if within else (block.holder, *block.holder.parents)
            if hiding := [element for element in around if is_hiding(element)]:
                found.setdefault(id(hiding[-1]), (hiding[-1], []))[1].append(place)
    return list(found.values())


def _is_unshown(element: Tag) -> bool:
    """Whether nobody sees it: by its style or the attribute `hidden`; of `aria-hidden` readers see all."""
    return bool(hides(element)) and (hides(element) > 1 or "hidden" in element.attrs)


def _is_own(block: TextBlock, body: Witness | None) -> bool:
    return block.place.landmarks[_FIGURE] >= 0 or (body is not None and body.share(block.text) > 0.5)


def _is_opened(element: Tag) -> bool:
    """Whether what stands before it may open it: a head of a fold, a button; or it will be moved in."""
    if "animation" in (attribute(element, "style") or ""):
        return True
    before = element.find_previous_sibling()
    if not isinstance(before, Tag):
        return False
    inside = (before, *islice(before.descendants, _BEGINNING))
    return any(isinstance(each, Tag) and each.name in _OPENS and not _leads_away(each) for each in inside)


def _leads_away(element: Tag) -> bool:
    return element.name == "a" and _ADDRESS.match(attribute(element, "href") or "") is not None


def _is_for_screen_readers(block: TextBlock) -> bool:
    around = islice((block.holder, *block.holder.parents), _AID_LEVELS)
    return len(block.text) <= _LONGEST_AID and any(map(_aids, around))


def _aids(element: Tag) -> bool:
    names = attribute(element, "class")
    return names is not None and is_aid(names)


def _is_unseen(node: NavigableString, holder: Tag) -> bool:
    if len(node) > _A_PARAGRAPH:
        return False
    for element in islice(node.parents, _AID_LEVELS):
        if element is holder:
            break
        if _is_unshown(element) or _aids(element):
            return True
    return False
