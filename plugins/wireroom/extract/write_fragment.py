"""Write the markup of just the runs of text of a page's tree that are its article.

Links, pictures, players and quoted posts between them come along, in place; names of classes do not, for what
belongs to the article is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from typing import Final

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from wireroom.common.elements import attribute, elements_in, enlarges_picture, strings_in
from wireroom.extract.blocks.text_blocks import TextBlock, is_card, names
from wireroom.extract.blocks.unseen_text import seen_nodes
from wireroom.extract.captions import (
    MEDIA,
    PICTURES,
    add_caption,
    captioned,
    is_caption,
    picture_markup,
)

_KEPT: Final = names(
    "a abbr b blockquote caption cite code dd del dfn dl dt em figcaption figure h1 h2 h3 h4 h5 h6"
    " i ins kbd li mark ol p pre q rp rt ruby s samp small strong sub sup table tbody td tfoot th"
    " thead tr u ul var"
)
_LOOKED_THROUGH: Final = names("bdi bdo big button data font label nobr output span time tt")
_OEMBED: Final = frozenset(
    {"data-oembed", "data-oembed-url"}
)  # of an element that a script fills with a player
_ATTRIBUTES: Final = ("href", "start", "colspan", "rowspan", "dir", "lang")
_UNREAD: Final = names("button canvas form head input math noscript select style svg template textarea")
_LABELS: Final = 60  # characters of a gallery beside its captions: `1/12`, `Wait 1 second to continue.`
_GALLERY = re.compile(
    r"galler|galer|slider|slide-?show|carousel|karussell|swiper|diaporama|(?:bild|foto)strecke", re.IGNORECASE
)
_BOXES: Final = 20
_CAPTION: Final = 300  # characters beside a picture; what has more is another story's


def write_fragment(
    soup: BeautifulSoup, blocks: Sequence[TextBlock], kept: Sequence[int], cards: frozenset[str]
) -> str:
    """`kept` are places in `blocks`, ascending, at least one. Nothing recurses."""
    first_nodes = {id(block.nodes[0]): place for place, block in enumerate(blocks)}
    wanted = {id(node) for place in kept for node in seen_nodes(blocks[place])}
    around = _around(blocks, kept)
    first, last, seen = kept[0], kept[-1], 0
    out: list[str] = []
    nodes: Iterator[PageElement] = iter(soup.contents)
    above: list[tuple[Iterator[PageElement], str]] = []
    while True:
        for node in nodes:
            if not isinstance(node, Tag):
                seen = first_nodes.get(id(node), seen - 1) + 1
                if id(node) in wanted:
                    out.append(escape(str(node), quote=False))
                elif type(node) is NavigableString and node.isspace() and id(node.parent) in around:
                    out.append(" ")
                continue
            if id(node) not in around:
                if first <= seen <= last + 1:
                    seen = _beside(node, out, cards, first_nodes, seen, last=last)
                else:
                    seen = _passed(node, first_nodes, seen)
                continue
            opening, closing = _tags(node)
            out.append(opening)
            above.append((nodes, closing))
            nodes = iter(node.contents)
            break
        else:
            if not above:
                return "".join(out)
            nodes, closing = above.pop()
            out.append(closing)


def _around(blocks: Sequence[TextBlock], kept: Sequence[int]) -> set[int]:
    """The elements that hold what is kept."""
    around: set[int] = set()
    for place in kept:
        for node in blocks[place].nodes:
            element: Tag | None = node.parent
            while element is not None and id(element) not in around:
                around.add(id(element))
                element = element.parent
    return around


def _tags(element: Tag) -> tuple[str, str]:
    name = element.name
    if name in _LOOKED_THROUGH:
        return "", ""
    if name not in _KEPT:
        return "<div>", "</div>"
    told = "".join(
        f' {key}="{escape(value)}"' for key in _ATTRIBUTES if isinstance(value := element.attrs.get(key), str)
    )
    return f"<{name}{told}>", f"</{name}>"


def _passed(element: Tag, first_nodes: dict[int, int], seen: int) -> int:
    for node in element.descendants:
        seen = first_nodes.get(id(node), seen - 1) + 1
    return seen


def _beside(
    element: Tag, out: list[str], cards: frozenset[str], first_nodes: dict[int, int], seen: int, *, last: int
) -> int:
    """Write what an element without text of the article shows, unless it is a story of its own."""
    if element.name in ("br", "hr"):
        out.append(f"<{element.name}>")
        return seen
    if is_caption(element):
        add_caption(element, out)
        return _passed(element, first_nodes, seen)
    media: list[Tag] = []
    captions: list[Tag] = []
    characters, is_after = 0, seen > last
    above: list[Iterator[PageElement]] = [iter((element,))]
    while above:
        node = next(above[-1], None)
        if node is None:
            above.pop()
        elif not isinstance(node, Tag):
            seen = first_nodes.get(id(node), seen - 1) + 1
            characters += len(node.strip()) if type(node) is NavigableString else 0
        elif node.name in MEDIA or _is_post(node, cards):
            media.append(node)
        elif is_caption(node):
            captions.append(node)
            above.append(iter(node.contents))
        elif node.name not in _UNREAD or (node.name == "button" and enlarges_picture(node)):
            above.append(iter(node.contents))
    out.extend(_shown(element, media, captions, characters, is_after=is_after))
    return seen


def _shown(
    element: Tag, media: list[Tag], captions: list[Tag], characters: int, *, is_after: bool
) -> Iterator[str]:
    """The markup of media beside few characters; where there is none, of nothing: words may stand there."""
    shown = [node for node in media if node.name != "script"] or media  # most scripts show nothing
    most = _CAPTION if len(shown) == 1 and not is_after else 0
    if len(shown) > 1 and not is_after and (own := _own_captions(element)):
        most = own + _LABELS
    if not media or characters > most:
        yield ""
        return
    captioned_by = captioned(shown, captions, element)
    for each in media:
        caption = captioned_by.get(id(each))
        yield (picture_markup(each, caption) if each.name in PICTURES else each.decode(formatter="minimal"))


def _own_captions(element: Tag) -> int:
    """The characters of captions that lead nowhere, in a gallery; other stories are linked, or made so."""
    around = (element, *islice(elements_in(element, {"div", "ul", "section"}), _BOXES))
    if not any(_GALLERY.search(attribute(each, "class") or "") for each in around):
        return 0
    captions = elements_in(element, {"figcaption"})
    own = (each for each in captions if each.find("a") is None and each.find_parent("a") is None)
    return sum(len(node.strip()) for each in own for node in strings_in(each))


def _is_post(element: Tag, cards: frozenset[str]) -> bool:
    """Whether it may be a post or player; a script may show one in its place, which cleaning decides."""
    if element.name == "script":
        return any(name == "src" or name.startswith("data-") for name in element.attrs)
    return not _OEMBED.isdisjoint(element.attrs) or is_card(element, cards)
