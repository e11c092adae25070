"""A page's blocks and those chosen in; those out without what asks readers for their e-mail address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, islice
from typing import Final

import numpy as np
from bs4 import Tag
from bs4.element import NavigableString
from numpy.typing import NDArray

from wireroom.common.elements import attribute
from wireroom.extract.blocks.text_blocks import TextBlock

_LEVELS: Final = 5  # elements around a paragraph
_MOST_INSIDE: Final = 200  # elements and strings of a card
_LONGEST: Final = 300  # characters of it; a story is longer
_LONGEST_LINE: Final = 120  # of one line: `Sign up with your email address to receive news and updates.`
_ADDRESS = re.compile(r"e-?mail", re.IGNORECASE)


def without_sign_up_forms(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """Without the short elements that have a field for it.

    What is most of the text, or has a headline, is the story itself, with the form for comments below it.
    """
    is_form: dict[int, bool] = {}
    inside: dict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero(kept).tolist():
        holder = blocks[place].holder
        for element in islice(chain((holder,), holder.parents), _LEVELS + 1):
            key = id(element)
            if key not in is_form:
                is_form[key] = _is_sign_up_form(element)
            if is_form[key]:
                inside[key].append(place)
    total = sum(len(blocks[place].text) for place in np.flatnonzero(kept).tolist()) if inside else 0
    left = kept.copy()
    for places in inside.values():
        if 2 * sum(len(blocks[place].text) for place in places) < total:
            left[places] = False
    return left


def _is_sign_up_form(element: Tag) -> bool:
    nodes = list(islice(element.descendants, _MOST_INSIDE + 1))
    tags = [node for node in nodes if isinstance(node, Tag)]
    if len(nodes) > _MOST_INSIDE or not any(map(_is_field, tags)) or any(tag.name == "h1" for tag in tags):
        return False
    words = [len(node.strip()) for node in nodes if type(node) is NavigableString]
    return sum(words) <= _LONGEST and max(words, default=0) <= _LONGEST_LINE


def _is_field(tag: Tag) -> bool:
    """Whether an e-mail address is written there."""
    if tag.name != "input":
        return False
    kind = (attribute(tag, "type") or "text").lower()
    return kind == "email" or (kind == "text" and _ADDRESS.search(attribute(tag, "name") or "") is not None)
