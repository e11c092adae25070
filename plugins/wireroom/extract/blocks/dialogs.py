"""A page's blocks in; which of them stand in a dialog that lies over the article out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.elements import attribute, elements_in
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.visible.headline import headline_place

_ROLES: Final = frozenset({"dialog", "alertdialog"})
# `cmp-modal`, `popup_body`; not `modal-open`, which tells of the page.
_NAME = re.compile(
    r"(?:[a-z\d]+[-_]+)*(?:modal|pop-?up|lightbox)(?:[-_]+(?:body|box|container|content|dialog|inner|window|wrapper))*",
    re.IGNORECASE,
)
_ANSWERS: Final = frozenset({"button", "input", "form"})
_A_STORY: Final = 60  # characters of the article


def in_dialogs(blocks: Sequence[TextBlock], likely: NDArray[np.bool_], title: str) -> NDArray[np.bool_]:
    """Whether each `likely` block is in a dialog that has something to press, like one that asks for consent.

    None is where the headline is in one, or nothing likely stands below it elsewhere.
    What asks for consent may have more prose than the article (adbar/trafilatura#569).
    """
    known: dict[int, bool] = {}
    inside = np.zeros(len(blocks), dtype=bool)
    for place in np.flatnonzero(likely).tolist():
        inside[place] = _is_inside(blocks[place].holder, known)
    if not inside.any():
        return inside
    headline = headline_place(blocks, title)
    if headline is None or _is_inside(blocks[headline].holder, known):
        return np.zeros_like(inside)
    elsewhere = np.flatnonzero(likely & ~inside)
    left = sum(len(blocks[place].text) for place in elsewhere[elsewhere > headline].tolist())
    return inside if left >= _A_STORY else np.zeros_like(inside)


def _is_inside(holder: Tag, known: dict[int, bool]) -> bool:
    """Whether the element or one around it is a dialog; `known` keeps the answer for each that was met."""
    met, found = [], False
    for element in chain((holder,), holder.parents):
        key = id(element)
        if key in known:
            found = known[key]
            break
        met.append(key)
        if _is_dialog(element):
            found = True
            break
    known.update(dict.fromkeys(met, found))
    return found


@lru_cache(maxsize=4096)  # the elements of a page repeat few names
def _names_dialog(written: str) -> bool:
    names = written.split()
    return bool(names) and all(map(_NAME.fullmatch, names))  # `entry-content lightbox` is none


def _is_dialog(element: Tag) -> bool:
    if not element.attrs and element.name != "dialog":
        return False
    is_modal = attribute(element, "role") in _ROLES or attribute(element, "aria-modal") == "true"
    if not (is_modal or element.name == "dialog" or _names_dialog((attribute(element, "class") or "")[:500])):
        return False
    return next(elements_in(element, _ANSWERS), None) is not None
