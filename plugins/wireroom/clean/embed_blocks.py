"""An embed that left no words in, the block that shows its address in HTML out; and the way back."""

from __future__ import annotations

from dataclasses import replace

from wireroom.clean.blocks import Block
from wireroom.clean.cards import read_address
from wireroom.clean.characters import escaped
from wireroom.clean.links import absolute
from wireroom.clean.markup import quoted
from wireroom.models import Embed


def address_block(embed: Embed) -> Block:
    """A paragraph with a link for readers of the HTML; the text has nothing of it."""
    url = embed.url or ""
    return Block("p", f'<a href="{quoted(url)}">{escaped(url)}</a>', "", embed=embed)


def embed_of_address(block: Block) -> Embed | None:
    """The embed of a paragraph that is nothing but its address, as WordPress writes embeds in feeds."""
    text = block.text
    if not text.startswith("http") or " " in text or "\n" in text or block.tag not in {"p", ""}:
        return None
    url = absolute(text, None)
    found = read_address(url) if url else None
    return replace(found, text=None) if found else None


def mark_address(block: Block) -> None:
    """Note on such a paragraph what it embeds; its address leaves the text and stays in the HTML."""
    if block.embed is None and block.text.startswith("http"):
        embed = embed_of_address(block)
        if embed is not None:
            block.embed = embed
            block.text = ""
