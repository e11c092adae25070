"""A page's blocks and those chosen in; those out without boxes that ask readers for something.

For their consent to cookies, for their e-mail address, or with a button for a gift. On a page of few
sentences such a box is most of its prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

import numpy as np
from bs4 import Tag
from bs4.element import NavigableString
from numpy.typing import NDArray

from wireroom.common.elements import attribute, elements_in
from wireroom.common.others_speak import somebody_is_quoted
from wireroom.common.tables import pattern, rows
from wireroom.extract.blocks.text_blocks import KINDS, TextBlock, kinds_named
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
_AROUND_CONSENT: Final = 8  # elements around a paragraph whose names are read
_ANSWERS: Final = frozenset({"button", "input"})
_LEFT: Final = 60  # characters that stay, at least

_ASK: Final = KINDS.index("ask")
_AROUND_FORMS: Final = 6  # elements around a paragraph, its own with them
_MOST_INSIDE: Final = 200  # elements and strings of a card
_LONGEST_FORM: Final = 300  # characters of it; a story is longer
_LONGEST_LINE: Final = 120  # of one line: `Sign up with your email address to receive news and updates.`
_A_BUTTON: Final = 30
_ADDRESS = re.compile(r"e-?mail", re.IGNORECASE)


class _Box(NamedTuple):
    """An element, the places of the chosen blocks in it, and their characters."""

    element: Tag
    places: list[int]
    size: int


def without_boxes_that_ask(
    kept: NDArray[np.bool_], blocks: Sequence[TextBlock], title: str
) -> NDArray[np.bool_]:
    """Without those."""
    return _without_sign_up_forms(_without_consent_banners(kept, blocks, title), blocks)


def _boxes(
    kept: NDArray[np.bool_], blocks: Sequence[TextBlock], levels: int, is_box: Callable[[Tag], bool]
) -> list[_Box]:
    """The elements around chosen blocks that are such a box, at most `levels` up."""
    known: dict[int, bool] = {}
    found: dict[int, tuple[Tag, list[int]]] = {}
    for place in np.flatnonzero(kept).tolist():
        for element in islice((blocks[place].holder, *blocks[place].holder.parents), levels):
            key = id(element)
            if key not in known:
                known[key] = is_box(element)
            if known[key]:
                found.setdefault(key, (element, []))[1].append(place)
    return [_Box(element, places, _size(blocks, places)) for element, places in found.values()]


def _size(blocks: Sequence[TextBlock], places: Sequence[int]) -> int:
    return sum(len(blocks[place].text) for place in places)


def _without_consent_banners(
    kept: NDArray[np.bool_], blocks: Sequence[TextBlock], title: str
) -> NDArray[np.bool_]:
    """Without the paragraphs of an element called so that tells of cookies and has a button to answer.

    It is short, and not the article's own: that has the headline, or is most of what stands below it.
    """
    boxes = _boxes(kept, blocks, _AROUND_CONSENT, _is_called_consent)
    if not boxes:
        return kept
    left = kept.copy()
    headline = headline_place(blocks, title)
    total = _size(blocks, np.flatnonzero(kept).tolist())
    for element, places, size in boxes:
        says_so = size < _LONGEST_BANNER and any("cookie" in blocks[place].text.lower() for place in places)
        is_own = headline is not None and any(each is element for each in blocks[headline].holder.parents)
        is_own |= 2 * size > total and (headline is None or places[-1] > headline)
        if says_so and not is_own and next(elements_in(element, _ANSWERS), None) is not None:
            left[places] = False
    return left if _size(blocks, np.flatnonzero(left).tolist()) >= _LEFT else kept


def _is_called_consent(element: Tag) -> bool:
    names = f"{attribute(element, 'class') or ''} {attribute(element, 'id') or ''}"[:300]
    if not _NAME.search(names):
        return False
    return any(_NAME.search(name) and not _OTHERS_NAME.fullmatch(name) for name in names.split())


def _without_sign_up_forms(kept: NDArray[np.bool_], blocks: Sequence[TextBlock]) -> NDArray[np.bool_]:
    """Without the short elements that have a field for an address, or are called so and have a button.

    What is most of the text, or has a headline, is the story itself, with the form for comments below it.
    """
    left = kept.copy()
    if boxes := _boxes(kept, blocks, _AROUND_FORMS, _asks):
        total = _size(blocks, np.flatnonzero(kept).tolist())
        for box in boxes:
            left[box.places] &= 2 * box.size >= total
    return left


def _asks(element: Tag) -> bool:
    nodes = list(islice(element.descendants, _MOST_INSIDE + 1))
    tags = [node for node in nodes if isinstance(node, Tag)]
    if len(nodes) > _MOST_INSIDE or any(tag.name == "h1" for tag in tags):
        return False
    words = [node.strip() for node in nodes if type(node) is NavigableString]
    if sum(map(len, words)) > _LONGEST_FORM or max(map(len, words), default=0) > _LONGEST_LINE:
        return False
    has_field = any(map(_is_field, tags))
    if not has_field and not _has_button(element, tags, words):
        return False
    if has_field:
        return True
    said = " ".join(words)
    is_addressed = pattern("wireroom.common", "addressed.tsv").search(said) is not None
    return is_addressed and not somebody_is_quoted(said)


def _has_button(element: Tag, tags: Sequence[Tag], words: Sequence[str]) -> bool:
    """In a box that is called so, or to sign up for letters, whatever the box is called."""
    signs_up = any(map(_of_kind("button").fullmatch, words)) and any(map(_of_kind("letter").search, words))
    return (signs_up or _is_called_so(element)) and any(map(_is_button, tags))


@cache
def _of_kind(kind: str) -> re.Pattern[str]:
    choices = (row[1] for row in rows("wireroom.extract", "sign_up.tsv") if row[0] == kind)
    return re.compile("|".join(choices), re.IGNORECASE)


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
