"""A page's blocks and those chosen in; those out without boxes that ask readers for something.

For their e-mail address, or with a button for a gift.
"""

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
from wireroom.common.tables import pattern
from wireroom.extract.blocks.text_blocks import KINDS, TextBlock, kinds_named
from wireroom.extract.site_mentions import speaks_for_site

_ASK: Final = KINDS.index("ask")
_LEVELS: Final = 5  # elements around a paragraph
_MOST_INSIDE: Final = 200  # elements and strings of a card
_LONGEST_FORM: Final = 300  # characters of it; a story is longer
_LONGEST_LINE: Final = 120  # of one line: `Sign up with your email address to receive news and updates.`
_ALL: Final = 0.9  # of its characters
_A_BUTTON: Final = 30
_ADDRESS = re.compile(r"e-?mail", re.IGNORECASE)


def without_sign_up_forms(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """Without the short elements that have a field for it, or are called so and have a button.

    What is most of the text, or has a headline, is the story itself, with the form for comments below it.
    """
    is_form: dict[int, bool] = {}
    inside: dict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero(kept).tolist():
        holder = blocks[place].holder
        for element in islice(chain((holder,), holder.parents), _LEVELS + 1):
            key = id(element)
            if key not in is_form:
                is_form[key] = _asks(element)
            if is_form[key]:
                inside[key].append(place)
    total = sum(len(blocks[place].text) for place in np.flatnonzero(kept).tolist()) if inside else 0
    left = kept.copy()
    for places in inside.values():
        if 2 * sum(len(blocks[place].text) for place in places) < total:
            left[places] = False
    return left


def without_last_call(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """Without what is called for below the text in a line that is all a link: `Follow us on Google News`."""
    left = kept.copy()
    for place in np.flatnonzero(kept).tolist()[:0:-1]:
        block = blocks[place]
        is_link = len(block.text) <= _LONGEST_LINE and block.linked >= _ALL * len(block.text)
        if not is_link or not speaks_for_site(block.text, ()):
            return left
        left[place] = False
    return left


def _asks(element: Tag) -> bool:
    nodes = list(islice(element.descendants, _MOST_INSIDE + 1))
    tags = [node for node in nodes if isinstance(node, Tag)]
    if len(nodes) > _MOST_INSIDE or any(tag.name == "h1" for tag in tags):
        return False
    has_field = any(map(_is_field, tags))
    if not has_field and not (_is_called_so(element) and any(map(_is_button, tags))):
        return False
    words = [node.strip() for node in nodes if type(node) is NavigableString]
    if sum(map(len, words)) > _LONGEST_FORM or max(map(len, words), default=0) > _LONGEST_LINE:
        return False
    return has_field or pattern("wireroom.common", "addressed.tsv").search(" ".join(words)) is not None


def _is_called_so(element: Tag) -> bool:
    names = ((attribute(element, name) or "")[:200] for name in ("class", "id"))
    return any(_ASK in kinds_named(name) for name in names)


def _is_button(tag: Tag) -> bool:
    """Whether a few words to press are all that their element says: `<p><a href="/give">Donate</a></p>`."""
    if tag.name not in ("a", "button") or tag.parent is None:
        return False
    if not 0 < len(tag.get_text().strip()) <= _A_BUTTON:
        return False
    beside = (each for each in tag.parent.children if type(each) is NavigableString)
    return not any(each.strip() for each in beside)


def _is_field(tag: Tag) -> bool:
    """Whether an e-mail address is written there."""
    if tag.name != "input":
        return False
    kind = (attribute(tag, "type") or "text").lower()
    return kind == "email" or (kind == "text" and _ADDRESS.search(attribute(tag, "name") or "") is not None)
