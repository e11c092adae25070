"""Open pictures, players, code and what is never prose: each is given to the block builder, or left out."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from bs4 import Tag

from wireroom.clean.blocks import Block
from wireroom.clean.embeds import MARKS, read_card
from wireroom.clean.embeds.embed_blocks import show_address
from wireroom.clean.read.boilerplate_elements import UNREAD
from wireroom.clean.read.open_text import open_button, open_container
from wireroom.clean.read.picture_url import emoji, formula, picture_url
from wireroom.clean.read.walk_context import SKIP, EndHandler, WalkContext
from wireroom.common.elements import NOT_READ, attribute, elements_in, enlarges_picture, strings_in
from wireroom.common.text import escaped, one_line, printable, quoted, repaired, tidied

_LINES: Final = frozenset({"br", "div", "p", "li", "tr"})
_LAZY_FIGURE: Final = frozenset(
    {"data-src", "data-srcset", "data-lazy-src", "data-original", "data-orig-file"}
)
_SHOWN: Final = frozenset({"img", "amp-img", "picture", "noscript", "video", "audio", "iframe", "table"})
_PICTURES: Final = frozenset({"img", "amp-img"})
_IN_FALLBACK: Final = frozenset({"img", "iframe"})
_BESIDE: Final = 3  # preceding blocks that may hold the lazy picture
_BEGINNING: Final = 50  # elements and strings of a figure that are searched
_SIZE = re.compile(r"\s*(\d{1,5})(?:px)?\s*")


def open_picture(context: WalkContext, element: Tag) -> EndHandler | None:
    """Write `<img>`: an emoji as its character, a formula as its TeX, else a picture."""
    drawn = emoji(element) or formula(element)
    if drawn:
        context.builder.write(drawn)
        return SKIP
    url = picture_url(element, context.base_url)
    if url:
        _show(context, element, url)
    return SKIP


def open_figure(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open a figure; one without an image has it in `data-src`, for a script to insert."""
    end = open_container(context, element)
    if not _LAZY_FIGURE.isdisjoint(element.attrs):
        inside = islice(element.descendants, _BEGINNING)
        if not any(isinstance(node, Tag) and node.name in _SHOWN for node in inside):
            url = picture_url(element, context.base_url)
            if url:
                _show(context, element, url)
    return end


def open_caption(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open a caption; one beside a page's text is shown with its picture, if that is, and is no text."""
    blocks = context.builder.blocks
    end = open_container(context, element)
    if NOT_READ not in element.attrs or end is None:
        return end
    start = len(blocks)

    def finish() -> None:
        end()
        before = blocks[start - 1].path if start else ()
        figures = {each.number for each in before if each.tag == "figure"}
        if blocks[start:] and figures.isdisjoint(each.number for each in blocks[start].path):
            del blocks[start:]
        for block in blocks[start:]:
            block.text = ""

    return finish


def open_lightbox(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open a button: where it is left out, a figure's picture in it, which it enlarges, is not."""
    end = open_button(context, element)
    if end is SKIP and enlarges_picture(element):
        for picture in elements_in(element, _PICTURES):
            open_picture(context, picture)
    return end


def open_fallback(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open `<noscript>`: it has the real picture or player, where the lazy one before it gave no address.

    A frame of an unknown platform is left out: it counts readers.
    """
    for each in elements_in(element, _IN_FALLBACK):
        if each.name == "img":
            url = picture_url(each, context.base_url)
            if url and url not in context.images:
                _show(context, each, url)
        elif (card := read_card(each, context.base_url)) is not None and card.platform != "web":
            beside = context.builder.blocks[-_BESIDE:]
            if card.url and all(block.embed is None or block.embed.url != card.url for block in beside):
                show_address(context, card)
    return SKIP


def open_player(context: WalkContext, element: Tag) -> EndHandler | None:
    """Write the address of an iframe or the like, unless it is a tracker."""
    card = read_card(element, context.base_url)
    if card is not None and card.url is not None:
        show_address(context, card)
    return SKIP


def open_verbatim(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open `<pre>`: white space is kept, the markup of highlighters is not."""
    written = (
        printable("".join(strings_in(element, without=UNREAD, lines=_LINES)))
        .replace("\r\n", "\n")
        .strip("\n")
    )
    lines = tidied(written.replace("\t", " ")).split("\n")
    text = "\n".join(line.rstrip() for line in lines).strip()
    if text:
        context.builder.add(Block("pre", repaired(escaped(written)), text))
    return SKIP


def open_unread(context: WalkContext, element: Tag) -> EndHandler | None:
    """Leave out scripts, styles and form fields; a script may embed a post, a chart or code."""
    if element.name == "script" and ("src" in element.attrs or not MARKS.keys().isdisjoint(element.attrs)):
        return open_player(context, element)
    return SKIP


def _show(context: WalkContext, image: Tag, url: str) -> None:
    markup = f'<img src="{quoted(url)}"'
    alternative = one_line(attribute(image, "alt") or "")[:500]
    if alternative:
        markup += f' alt="{quoted(alternative)}"'
    for side in ("width", "height"):
        size = _SIZE.fullmatch(attribute(image, side) or "")
        if size:
            markup += f' {side}="{size[1]}"'
    context.images[url] = None
    context.builder.picture(f"{markup}>")
