"""An embed that has no words in, its address put into the flow."""

from __future__ import annotations

from wireroom.clean.embeds.embed_blocks import address_block
from wireroom.clean.walking import Walking
from wireroom.models import Embed


def show_address(walking: Walking, embed: Embed) -> None:
    """A figure with a link: readers of the HTML lose nothing, the text gains no address."""
    in_figure = walking.flow.innermost() == "figure"
    if not in_figure:
        walking.flow.open_container("figure")
    walking.flow.add(address_block(embed))
    if not in_figure:
        walking.flow.close_container()
