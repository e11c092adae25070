"""Show an embed that has no text by its address in the HTML, and recognise such an address again."""

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
    """A block with a link to the embed for readers of the HTML, and without text."""
    url = escaped(embed.url or "")
    return Block("", f'<a href="{quoted(embed.url or "")}">{url}</a>', "", embed=embed)


def show_address(context: WalkContext, embed: Embed) -> None:
    """Add a figure with a link to the embed: it appears in the HTML, and not in the text."""
    in_figure = context.builder.innermost() == "figure"
    if not in_figure:
        context.builder.open_container("figure")
    context.builder.add(address_block(embed))
    if not in_figure:
        context.builder.close_container()


def mark_address(block: Block) -> None:
    """Turn a paragraph or figure that is only the address of an embed into that embed, without text.

    WordPress writes embeds in feeds like this (`<p>https://www.youtube.com/watch?v=…</p>`), and so do we.
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
    """The post or player whose address is all that the paragraph contains."""
    text = block.text
    if " " in text or "\n" in text or block.tag not in {"p", ""}:
        return None
    url = absolute_url(text, None)
    return read_address(url) if url else None
