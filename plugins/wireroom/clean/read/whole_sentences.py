"""Decide whether an element named like boilerplate is made of whole sentences that ask for nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Final

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from wireroom.common.elements import elements_in
from wireroom.common.tables import pattern
from wireroom.common.text import is_cjk

_SHORTEST: Final = 40  # characters of a sentence; `Story continues below advertisement.` has fewer
_SHORTEST_CJK: Final = 15
_ENDS = re.compile("[.!?…。！？।؟][\"'”’»«“)\\]]{0,3}$")
_STORY: Final = 120  # characters of a story in a box; `Our new barge is here. It has two decks.` has fewer
_STORY_CJK: Final = 45
_MOST_NODES: Final = 300  # nodes of an element; longer prose is recognised by its share of the body
_AROUND: Final = frozenset({"div", "section", "article", "blockquote", "span"})
# What else stands in boxes: forms, headlines, lists of links, pictures of other stories.
_OTHER: Final = frozenset(
    "form input button select textarea h1 h2 h3 h4 h5 h6 ul ol dl table img picture figure svg iframe".split()  # noqa: SIM905
)


def is_whole_sentences(element: Tag) -> bool:
    """Whether it is a paragraph of whole sentences (`<p class="gdpr-paragraph">`), or holds only such.

    Few links, none at the beginning of a paragraph (that is a teaser's headline), nothing that asks the
    reader to do something (`common/data/calls.tsv`, `data/asks.tsv`).
    """
    if element.name == "p":
        return _is_prose(element)
    if element.name not in _AROUND:
        return False
    nodes = list(islice(element.descendants, _MOST_NODES + 1))
    tags = [node for node in nodes if isinstance(node, Tag)]
    paragraphs = [tag for tag in tags if tag.name == "p"]
    if len(nodes) > _MOST_NODES or not paragraphs or any(tag.name in _OTHER for tag in tags):
        return False
    inside = sum(len(_text(paragraph)) for paragraph in paragraphs)
    return inside >= len(_text(element)) - len(paragraphs) and all(map(_is_prose, paragraphs))


def tells_a_story(element: Tag) -> bool:
    """Whether it has paragraphs of the article (`<div class="advert-body">`), not of promotion or consent.

    These are long, have no links and address nobody (`common/data/addressed.tsv`): no `you`, no `we`.
    """
    if not is_whole_sentences(element):  # checked first: it stops early in a large element
        return False
    text = _text(element)
    least = _STORY_CJK if is_cjk(text) else _STORY
    if len("".join(text.split())) < least or _addressed().search(text):
        return False
    return element.find_parent("a") is None and element.find("a") is None


def holds_sentences(element: Tag) -> bool:
    """Whether any paragraph in it is whole sentences that address nobody; False for a large element."""
    return any(
        _is_prose(each) and not _addressed().search(_text(each)) for each in elements_in(element, ("p",))
    )


def _is_prose(paragraph: Tag) -> bool:
    nodes = list(islice(paragraph.descendants, _MOST_NODES + 1))
    if any(isinstance(node, Tag) and node.name in _OTHER for node in nodes):
        return False
    text = _text(paragraph)
    least = _SHORTEST_CJK if is_cjk(text) else _SHORTEST
    if len("".join(text.split())) < least or not _ENDS.search(text) or _asks(text):
        return False
    return _linked(nodes) * 3 <= len(text) and not _begins_with_link(nodes)


def _text(element: Tag) -> str:
    return " ".join(element.get_text().split())


def _linked(nodes: Sequence[PageElement]) -> int:
    return sum(len(_text(node)) for node in nodes if isinstance(node, Tag) and node.name == "a")


def _begins_with_link(nodes: Sequence[PageElement]) -> bool:
    words = (node for node in nodes if isinstance(node, NavigableString) and not node.isspace())
    first = next(words, None)
    return first is not None and first.find_parent("a") is not None


def _asks(text: str) -> bool:
    return any(found.search(text) for found in _patterns())


@cache
def _addressed() -> re.Pattern[str]:
    return pattern("wireroom.common", "addressed.tsv")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return pattern("wireroom.common", "calls.tsv"), pattern("wireroom.clean", "asks.tsv")
