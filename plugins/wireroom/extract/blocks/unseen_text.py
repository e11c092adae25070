"""A page's blocks and those chosen in; out without what no reader is shown.

A rest that a script or a click shows is hidden too, and is the article's: what is much of the page, opened by
what stands beside it, or told to search engines stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from itertools import islice
from typing import Final

import numpy as np
from bs4 import Tag
from bs4.element import NavigableString, PageElement
from numpy.typing import NDArray

from wireroom.common.elements import HEADINGS, attribute, is_aid, is_permalink
from wireroom.extract.blocks.second_extractor import Witness
from wireroom.extract.blocks.text_blocks import LANDMARKS, TextBlock, hides

_A_PARAGRAPH: Final = 60  # characters
_MUCH: Final = 0.25  # of the article's characters is hidden; as in the body of a feed's entry
_LONGEST_AID: Final = 200  # characters; more is told to whom a picture cannot be shown
_AID_LEVELS: Final = 4
_OPENS: Final = HEADINGS | {"button", "summary", "dt", "a", "label", "input"}
_OPENS_ABOVE: Final = frozenset({"button", "a"})  # a rest above them: `Read more`
_AROUND: Final = 3  # elements that hold nothing else
_BY_SCRIPT: Final = frozenset({"x-show", "v-show", "ng-show", "data-ng-show"})
_LEADING: Final = ("href", "aria-controls", "data-target", "data-bs-target")
_ADDRESS = re.compile(r"(?!#|javascript:)\S")
_FIGURE: Final = LANDMARKS.index("figure")  # the next of a gallery wait for their turn
_BEGINNING: Final = 20  # elements and strings
_A_BUTTON: Final = 40  # characters


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
    opened = _led_to(hidden[0][0]) if hidden else frozenset()
    for element, inside in hidden:
        if attribute(element, "id") not in opened and not _is_opened(element):
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


def _led_to(element: Tag) -> frozenset[str]:
    """The ids that tabs, folds and notes of its page name: what has one is shown by a click."""
    written = (
        (attribute(each, name) or "").removeprefix("#")
        for each in [*element.parents][-1].descendants
        if isinstance(each, Tag)
        for name in _LEADING
        if name != "href" or (attribute(each, name) or "").startswith("#")
    )
    return frozenset(name for names in written for name in names.split())


def _is_opened(element: Tag, *, most: int = _AROUND) -> bool:
    """Whether what stands beside it may open it: a head of a fold, a button; or a script shows it."""
    if "animation" in (attribute(element, "style") or "") or not _BY_SCRIPT.isdisjoint(element.attrs):
        return True
    for around in islice((element, *element.parents), most):
        before, after = around.find_previous_sibling(), around.find_next_sibling()
        if _holds(before, _OPENS) or _holds(after, _OPENS_ABOVE, alone=True):
            return True
        if before is not None or after is not None:
            return False
    return False


def _holds(beside: PageElement | None, names: Collection[str], *, alone: bool = False) -> bool:
    """Whether one called so that leads nowhere else is in it; `alone`: with most of its few words."""
    inside = [beside, *islice(beside.descendants, _BEGINNING)] if isinstance(beside, Tag) else []
    words = sum(len(each.strip()) for each in inside if isinstance(each, NavigableString)) if alone else 0
    if words > _A_BUTTON:
        return False
    named = (each for each in inside if isinstance(each, Tag) and each.name in names)
    return any(not _leads_away(each) and 2 * len(each.get_text()) >= words for each in named)


def _leads_away(element: Tag) -> bool:
    return element.name == "a" and _ADDRESS.match(attribute(element, "href") or "") is not None


def _is_for_screen_readers(block: TextBlock) -> bool:
    around = islice((block.holder, *block.holder.parents), _AID_LEVELS)
    return len(block.text) <= _LONGEST_AID and any(map(_aids, around))


def _aids(element: Tag) -> bool:
    names = attribute(element, "class")
    return names is not None and (is_aid(names) or is_permalink(element))


def _is_unseen(node: NavigableString, holder: Tag) -> bool:
    if len(node) > _A_PARAGRAPH:
        return False
    for element in islice(node.parents, _AID_LEVELS):
        if element is holder:
            break
        if _aids(element) or (_is_unshown(element) and not _is_opened(element, most=1)):
            return True
    return False
