"""A page's tree in, its runs of text out: each with where it stands and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from wireroom.common.elements import attribute, is_short_offer
from wireroom.common.hidden_by_style import is_hidden_by
from wireroom.common.tables import rows

# What templates call the parts of a page; a name is cut into words at signs and at capitals.
_KINDS: Final = {row[0]: row[1] for row in rows("wireroom.extract", "name_words.tsv")}
KINDS: Final = tuple(_KINDS)
COMMENT: Final = KINDS.index("comment")
_KIND_OF: Final[dict[str, tuple[int, ...]]] = {}
for _place, _words in enumerate(_KINDS.values()):
    for _word in _words.split():
        _KIND_OF[_word] = (*_KIND_OF.get(_word, ()), _place)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST_LOOKED_AT: Final = 300  # characters that are looked at


def names(written: str) -> frozenset[str]:
    """`"a b"` as a set."""
    return frozenset(written.split())


_INLINE: Final = names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark math nobr"
    " output picture q rp rt ruby s samp small source span strike strong sub sup svg time tt u var"
    " wbr"
)
UNREAD: Final = names(
    "amp-audio amp-iframe amp-video amp-video-iframe audio canvas datalist embed head iframe input math"
    " noscript object option script select style svg template textarea title video"
)
# Elements whose inside is told by their name.
LANDMARKS: Final = (
    *("article", "main", "aside", "footer", "header", "nav", "form", "figure", "table", "ul", "ol"),
    *("a", "button", "blockquote", "section", "dl", "label"),
)
_LANDMARK: Final = {name: place for place, name in enumerate(LANDMARKS)}
_SPACE = " \t\n\r\f\xa0\u200b\ufeff"


class Position(NamedTuple):
    """What an element hands down: depths at which the kinds of names and the landmarks were last met."""

    depth: int = 0
    kinds: tuple[int, ...] = (-1,) * len(KINDS)
    landmarks: tuple[int, ...] = (-1,) * len(LANDMARKS)
    hidden: int = 0
    is_body: bool = False  # itemprop=articleBody


@dataclass(slots=True)
class TextBlock:
    """Text between two boundaries of blocks; a line break is one."""

    holder: Tag  # the innermost element that is no inline one
    place: Position
    nodes: list[NavigableString] = field(default_factory=list)
    text: str = ""  # single blanks
    linked: int = 0  # characters within links
    strong: int = 0  # within bold type
    after_break: bool = False  # a line break stands before it, and no other boundary


def text_blocks(soup: BeautifulSoup, cards: frozenset[str] = frozenset()) -> list[TextBlock]:
    """The blocks in order, without what stands in an element that is called, or has a class, as `cards` say.

    Nothing recurses, however deep the tree.
    """
    gather = _Gathering(soup)
    nodes: Iterator[PageElement] = iter(soup.contents)
    above: list[tuple[Iterator[PageElement], Tag, Tag, Position, bool]] = []
    holder, place = gather.holder, gather.place
    while True:
        for node in nodes:
            if not isinstance(node, Tag):
                if type(node) is NavigableString:
                    gather.add(node)
                continue
            name = node.name
            if name == "br" or name in UNREAD or is_card(node, cards) or is_short_offer(node):
                if name == "br" or name not in _INLINE:
                    gather.end(after_break=name == "br")
                continue
            inline = name in _INLINE
            above.append((nodes, holder, node, place, inline))
            nodes = iter(node.contents)
            place = _inside(place, node)
            gather.place = place
            if not inline:
                gather.end()
                holder = gather.holder = node
            gather.count(name, 1)
            break
        else:
            if not above:
                break
            nodes, holder, node, place, inline = above.pop()
            gather.count(node.name, -1)
            if not inline:
                gather.end()
            gather.holder, gather.place = holder, place
    gather.end()
    return gather.blocks


def is_card(element: Tag, cards: frozenset[str]) -> bool:
    """Whether its own name, or one of its class names, is a quoted post's or a player's."""
    if element.name in cards:
        return True
    names = element.attrs.get("class")
    return isinstance(names, str) and not cards.isdisjoint(names.split())


class _Gathering:
    def __init__(self, soup: Tag) -> None:
        self.blocks: list[TextBlock] = []
        self.holder = soup
        self.place = Position()
        self.links = self.strongs = 0
        self._open: TextBlock | None = None
        self._after_break = False

    def add(self, node: NavigableString) -> None:
        size = len(node) if not node.isspace() else 0
        if self._open is None:
            if not size or not node.strip(_SPACE):
                return
            self._open = TextBlock(self.holder, self.place, after_break=self._after_break)
        block = self._open
        block.nodes.append(node)
        block.linked += size if self.links else 0
        block.strong += size if self.strongs else 0

    def count(self, name: str, step: int) -> None:
        """A link or bold type opens (1) or closes (-1)."""
        if name == "a":
            self.links += step
        elif name in ("b", "strong"):
            self.strongs += step

    def end(self, *, after_break: bool = False) -> None:
        self._after_break = after_break
        block, self._open = self._open, None
        if block is not None:
            block.text = " ".join("".join(block.nodes).split())
            self.blocks.append(block)


def _inside(place: Position, element: Tag) -> Position:
    depth = place.depth + 1
    landmark = _LANDMARK.get(element.name)
    attributes = element.attrs
    if landmark is None and not attributes:
        return Position(depth, place.kinds, place.landmarks, place.hidden, place.is_body)
    landmarks, kinds = place.landmarks, place.kinds
    if landmark is not None:
        landmarks = (*landmarks[:landmark], depth, *landmarks[landmark + 1 :])
    written = (attributes.get("class"), attributes.get("id"))
    if met := [kind for each in written if isinstance(each, str) for kind in kinds_named(each)]:
        those = list(kinds)
        for kind in met:
            those[kind] = depth
        kinds = tuple(those)
    hidden = place.hidden or hides(element)
    is_body = place.is_body or (
        "itemprop" in attributes and "articleBody" in (attribute(element, "itemprop") or "")
    )
    return Position(depth, kinds, landmarks, hidden, is_body)


def hides(element: Tag) -> int:
    """Whether it keeps what is in it from being seen: 2 by its style, 1 until readers ask."""
    attributes = element.attrs
    if "style" in attributes and is_hidden_by(attribute(element, "style") or ""):
        return 2
    is_folded = "hidden" in attributes and attribute(element, "hidden") != "until-found"
    return int(is_folded or attributes.get("aria-hidden") == "true")


@lru_cache(maxsize=20_000)
def kinds_named(name: str) -> tuple[int, ...]:
    """Places in KINDS, each once: `article-body__shareTools` → body, share."""
    found = (_KIND_OF.get(word.lower(), ()) for word in _WORD.findall(name[:_MOST_LOOKED_AT]))
    return tuple(dict.fromkeys(place for places in found for place in places))
