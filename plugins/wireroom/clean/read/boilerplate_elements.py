"""Decide whether an element belongs to the article: by its class, id and style; in doubt, by its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from wireroom.clean.lexicon import pattern, rows
from wireroom.clean.read.walk_context import WalkContext
from wireroom.clean.read.whole_sentences import is_whole_sentences, tells_a_story
from wireroom.common.elements import is_aid, is_offer, is_permalink
from wireroom.common.hidden_by_style import hides_words, is_hidden_by

_UNCOUNTED: Final = frozenset({"a", "script", "style"})


class Doubt(NamedTuple):
    """What an element named like boilerplate must contain to be kept as prose; 0 characters: never kept."""

    characters: int = 0  # outside links
    share: int = 0  # per cent of the whole body
    by_sentences: str = (
        ""  # or whole sentences, however few: in "any" element, in a paragraph, or a story's ("p")
    )


# Elements whose content is never prose. Forms stay open: old pages wrap the whole article in one.
UNREAD: Final = frozenset(name for row in rows("unread.tsv") for name in row[0].split())
SURE: Final = Doubt()
HIDDEN: Final = Doubt(400, 25)  # `<div id="rest" style="display:none">`, which a script or a click shows
_NAMES = pattern("boilerplate.tsv")
_DOUBTFUL: Final = [
    (re.compile(row[3], re.IGNORECASE), Doubt(int(row[0]), int(row[1]), row[2]))
    for row in rows("doubtful.tsv")
]
_TELLING: Final = frozenset({"class", "id", "style", "hidden"})
_RECORDINGS: Final = frozenset({"audio", "video"})
_LONG: Final = 500  # characters; longer values do not repeat, and are not cached


def boilerplate_of(element: Tag) -> Doubt | None:
    """What it must contain to be kept, where its class, id or style marks it as boilerplate; else None.

    A player's class may stand on the recording itself.
    """
    if element.name in _RECORDINGS:
        return None
    if is_permalink(element):
        return SURE
    doubt = None
    for name, value in element.attrs.items():
        if name in _TELLING and isinstance(value, str):
            told = (_told if len(value) < _LONG else _told.__wrapped__)(name, value)
            if told is None and name == "style" and hides_words(value) and not element.find(True):
                told = HIDDEN
            if told is SURE:
                return SURE
            doubt = told if told is HIDDEN else doubt or told
    return doubt


@lru_cache(maxsize=8192)  # the bodies of a feed repeat the few class names of its publisher
def _told(attribute: str, value: str) -> Doubt | None:
    if attribute == "hidden":  # `until-found`: folded, and opened by a search in the page
        return None if value.strip().lower() == "until-found" else SURE
    if attribute == "style":
        return HIDDEN if is_hidden_by(value) else None
    names = value[:2000].split()
    if any(_NAMES.fullmatch(name) for name in names) or is_aid(value) or is_offer(value):
        return SURE
    return next((doubt for names_of, doubt in _DOUBTFUL if any(map(names_of.fullmatch, names))), None)


def holds_prose(context: WalkContext, element: Tag, doubt: Doubt) -> bool:
    """Whether it holds prose all the same: `<div class="newsletter-body">` around a whole letter."""
    if not doubt.characters:
        return False
    if doubt.by_sentences in ("any", element.name) and is_whole_sentences(element):
        return True
    if doubt.by_sentences == "p" and tells_a_story(element):
        return True
    if context.prose is None:
        context.prose = _prose(context.soup)
    count = context.prose.get(id(element), 0)
    return count >= doubt.characters and count * 100 >= context.prose[id(context.soup)] * doubt.share


def _prose(soup: BeautifulSoup) -> dict[int, int]:
    """Characters outside links and scripts in each element, by its `id()`; in one pass over the tree.

    Digits do not count: they may be line numbers beside code.
    """
    counts: dict[int, int] = {}
    total = 0
    nodes: Iterator[PageElement] = iter(soup.contents)
    above: list[tuple[Iterator[PageElement], Tag, int]] = []
    while True:
        for node in nodes:
            if isinstance(node, Tag):
                above.append((nodes, node, total))
                nodes = iter(node.contents)
                break
            total += _solid(str(node))
        else:
            if not above:
                break
            nodes, element, before = above.pop()
            if element.name in _UNCOUNTED:
                total = before
            else:
                counts[id(element)] = total - before
    counts[id(soup)] = total
    return counts


def _solid(text: str) -> int:
    return sum(map(len, text.split())) - sum(map(text.count, "0123456789"))
