"""An embed that left no words in, the block that shows its address in HTML out; and the way back."""

from __future__ import annotations

import re

from wireroom.clean.blocks import Block
from wireroom.clean.embeds import read_address
from wireroom.clean.read.walk_context import WalkContext
from wireroom.common.text import escaped, quoted, unescape
from wireroom.common.urls import absolute_url
from wireroom.models import Embed

_ADDRESS_ONLY = re.compile(r'<a href="([^"]*)">([^<]*)</a>')


def address_block(embed: Embed) -> Block:
    """A link for readers of the HTML, alone in a figure; the text has nothing of it."""
    url = escaped(embed.url or "")
    return Block("", f'<a href="{quoted(embed.url or "")}">{url}</a>', "", embed=embed)


def show_address(context: WalkContext, embed: Embed) -> None:
    """A figure with a link: readers of the HTML lose nothing, the text gains no address."""
    in_figure = context.builder.innermost() == "figure"
    if not in_figure:
        context.builder.open_container("figure")
    context.builder.add(address_block(embed))
    if not in_figure:
        context.builder.close_container()


def mark_address(block: Block) -> None:
    """Note on a paragraph or figure that is nothing but an address what it embeds; that leaves the text.

    WordPress writes embeds in feeds so (`<p>https://www.youtube.com/watch?v=…</p>`), and so do we.
    """
    if block.embed is not None or not block.text.startswith("http"):
        return
    embed = embed_of_address(block)
    if embed is None and block.inside("figure"):
        linked = _ADDRESS_ONLY.fullmatch(block.html)
        if linked and unescape(linked[1]) == unescape(linked[2]):
            embed = Embed(kind="other", platform="web", url=unescape(linked[1]))
    if embed is not None:
        block.embed, block.text, block.html = embed, "", address_block(embed).html


def embed_of_address(block: Block) -> Embed | None:
    """The post or player that a paragraph names by its address and says nothing else."""
    text = block.text
    if " " in text or "\n" in text or block.tag not in {"p", ""}:
        return None
    url = absolute_url(text, None)
    return read_address(url) if url else None
