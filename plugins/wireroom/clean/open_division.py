"""A division or quotation in; where it is a platform's card, the post that it quotes marked in the flow."""

from __future__ import annotations

from bs4 import Tag

from wireroom.clean.embeds import CLASSES, read_card, without_trailing_links
from wireroom.clean.embeds.show_address import show_address
from wireroom.clean.walking import Closer, Walking, leave_out
from wireroom.common.soup import attribute, strings_in
from wireroom.models import Embed


def open_division(walking: Walking, element: Tag) -> Closer | None:
    """An element that only parts what is in it from what is around it; perhaps a platform's card."""
    card = _card(walking, element)
    if card is not None:
        return _open_card(walking, element, card)
    walking.flow.boundary()
    return walking.flow.boundary


def open_quote(walking: Walking, element: Tag) -> Closer | None:
    """A block quotation; perhaps a platform's card, which is one quotation however its markup nests."""
    if walking.flow.in_card():
        return open_division(walking, element)
    return _open_card(walking, element, _card(walking, element))


def _card(walking: Walking, element: Tag) -> Embed | None:
    names = attribute(element, "class")
    if names and any(name in CLASSES for name in names.split()) and not walking.flow.in_card():
        return read_card(element, walking.base_url)
    return None


def _open_card(walking: Walking, element: Tag, card: Embed | None) -> Closer | None:
    if card is not None and card.url and not any(map(str.strip, strings_in(element))):
        show_address(walking, card)
        return leave_out
    flow = walking.flow
    flow.open_container("blockquote", card=card)
    if card is None or card.text or not card.url:
        return flow.close_container
    return lambda: _close_wordless(walking, card)


def _close_wordless(walking: Walking, card: Embed) -> None:
    """`View this post on Instagram. A post shared by Name (@handle)`: a platform's lines, no words of a post.

    They leave; what they say is in the embed, and its address is shown as that of a player.
    """
    flow = walking.flow
    flow.boundary()
    first = len(flow.blocks)
    while first and any(container.card is card for container in flow.blocks[first - 1].path):
        first -= 1
    quoted = flow.blocks[first:]
    flow.close_container()
    if all(block.text for block in quoted) and not without_trailing_links(
        "\n".join(block.text for block in quoted)
    ):
        del flow.blocks[first:]
        show_address(walking, card)
