"""Open a division or quotation; where it is a platform's card, as the post that it quotes."""

from __future__ import annotations

from itertools import islice
from typing import Final

from bs4 import Tag
from bs4.element import NavigableString

from wireroom.clean.embeds import CLASSES, FRAMES, read_address, read_card, without_trailing_links
from wireroom.clean.embeds.embed_blocks import show_address
from wireroom.clean.read.walk_context import SKIP, EndHandler, WalkContext
from wireroom.clean.read.whole_sentences import holds_sentences
from wireroom.common.elements import attribute, elements_in, strings_in
from wireroom.common.urls import absolute_url
from wireroom.models import Embed

_ADDRESSES: Final = ("data-src", "data-oembed-url", "data-oembed")
_MOST_REQUEST: Final = 600  # characters; a request for consent before a player loads is shorter
_FEW_WORDS: Final = 100  # characters; a longer text is a request only if it has a button or link
_TO_ANSWER: Final = frozenset({"a", "button", "input", "label"})
_MOST_INSIDE: Final = 200  # elements and strings read: hostile nesting would read them again at each level
_MOST_REFUSED: Final = 3  # refused cards within one another, each of which is read to its end


def open_division(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open an element that only separates its content from what is around it, or a platform's card."""
    if (player := _unloaded(context, element)) is not None:
        show_address(context, player)
        if _is_request(element):
            return SKIP
    refused = context.refused
    card = _card(context, element)
    if card is not None:
        return _open_card(context, element, card)
    context.builder.boundary()
    return _ending(context, refused, context.builder.boundary)


def open_quote(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open a block quotation, or a platform's card: one quotation, however its markup nests."""
    if context.builder.in_card():
        return open_division(context, element)
    refused = context.refused
    end = _open_card(context, element, _card(context, element))
    return _ending(context, refused, end)


def _unloaded(context: WalkContext, element: Tag) -> Embed | None:
    """The player in `<div data-src="https://www.youtube.com/embed/…">Load it</div>`, waiting for consent.

    Editors write an empty element for a script to fill: `<div data-oembed-url="https://vimeo.com/…">`.
    """
    name = next((each for each in _ADDRESSES if each in element.attrs), None)
    if name is None or context.builder.in_card():
        return None
    url = absolute_url(attribute(element, name), context.base_url)
    player = read_address(url) if url else None
    if player is None:
        return None
    inside = list(islice(element.descendants, _MOST_INSIDE + 1))
    words = sum(len(node) for node in inside if isinstance(node, NavigableString))
    is_more = len(inside) > _MOST_INSIDE or words > _MOST_REQUEST
    is_inside = any(
        node.name in FRAMES or node.attrs.get(name) == element.attrs[name]
        for node in inside
        if isinstance(node, Tag)
    )
    return None if is_more or is_inside else player


def _is_request(element: Tag) -> bool:
    """Whether its text is short or asks the reader for something, and is no paragraph of the article."""
    words = sum(map(len, strings_in(element)))
    asks = words <= _FEW_WORDS or any(elements_in(element, _TO_ANSWER))
    return asks and not holds_sentences(element)


def _card(context: WalkContext, element: Tag) -> Embed | None:
    names = attribute(element, "class")
    if names is None or not any(name in CLASSES for name in names.split()) or context.builder.in_card():
        return None
    if context.refused == _MOST_REFUSED:
        return None
    card = read_card(element, context.base_url)
    context.refused += card is None
    return card


def _ending(context: WalkContext, refused: int, end: EndHandler) -> EndHandler:
    """`end`, extended: once the element is closed, it no longer counts as a refused card."""
    if context.refused == refused:
        return end

    def end_refused() -> None:
        context.refused = refused
        end()

    return end_refused


def _open_card(context: WalkContext, element: Tag, card: Embed | None) -> EndHandler:
    if card is not None and card.url and not any(map(str.strip, strings_in(element))):
        show_address(context, card)
        return SKIP
    builder = context.builder
    builder.open_container("blockquote", card=card)
    if card is None or card.text or not card.url:
        return builder.close_container
    return lambda: _close_wordless(context, card)


def _close_wordless(context: WalkContext, card: Embed) -> None:
    """Close a card without words of the post: `View this post on Instagram. A post shared by Name (@handle)`.

    The platform's lines are removed: the embed says as much. Its address is shown as that of a player.
    """
    builder = context.builder
    builder.boundary()
    first = len(builder.blocks)
    while first and any(container.card is card for container in builder.blocks[first - 1].path):
        first -= 1
    quoted = builder.blocks[first:]
    builder.close_container()
    if all(block.text for block in quoted) and not without_trailing_links(
        "\n".join(block.text for block in quoted)
    ):
        del builder.blocks[first:]
        show_address(context, card)
