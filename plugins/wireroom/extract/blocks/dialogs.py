"""A page's blocks in; which of them stand in a dialog that lies over the article out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from bs4 import Tag
from numpy.typing import NDArray

from wireroom.common.elements import attribute
from wireroom.extract.blocks.text_blocks import TextBlock
from wireroom.extract.visible.headline import headline_place

_ROLES: Final = frozenset({"dialog", "alertdialog"})
# `cmp-modal`, `popup_body`; not `modal-open`, which tells of the page.
_NAME = re.compile(
    r"(?:[a-z\d]+[-_]+)*(?:modal|pop-?up|lightbox)(?:[-_]+(?:body|box|container|content|dialog|inner|window|wrapper))*",
    re.IGNORECASE,
)
_A_STORY: Final = 60  # characters of a paragraph
_FEW_LINKS: Final = 0.3


def in_dialogs(blocks: Sequence[TextBlock], title: str) -> NDArray[np.bool_]:
    """Whether each is in a dialog; none is where the headline is in one, or no paragraph stands below it.

    What asks for consent may have more prose than the article (adbar/trafilatura#569).
    """
    known: dict[int, bool] = {}
    inside = np.array([_is_inside(block.holder, known) for block in blocks], dtype=bool)
    if not inside.any():
        return inside
    headline = headline_place(blocks, title)
    if headline is None or inside[headline]:
        return np.zeros_like(inside)
    below = np.flatnonzero(~inside[headline + 1 :]) + headline + 1
    return inside if any(_is_paragraph(blocks[place]) for place in below.tolist()) else np.zeros_like(inside)


def _is_inside(holder: Tag, known: dict[int, bool]) -> bool:
    """Whether the element or one around it is a dialog; `known` keeps the answer for each that was met."""
    met, found = [], False
    for element in (holder, *holder.parents):
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


def _is_dialog(element: Tag) -> bool:
    if element.name == "dialog" or attribute(element, "role") in _ROLES:
        return True
    if (attribute(element, "aria-modal") or "").lower() == "true":
        return True
    names = (attribute(element, "class") or "")[:500]
    return any(map(_NAME.fullmatch, names.split()))


def _is_paragraph(block: TextBlock) -> bool:
    return len(block.text) >= _A_STORY and block.linked < _FEW_LINKS * len(block.text)
