"""Turn BeautifulSoup's tree into blocks, in one pass: drop boilerplate, resolve links, pictures and cards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from wireroom.clean.blocks import Block
from wireroom.clean.embeds import ELEMENTS, FRAMES
from wireroom.clean.read.boilerplate_elements import UNREAD, boilerplate_of, holds_prose
from wireroom.clean.read.open_division import open_division, open_quote
from wireroom.clean.read.open_media import (
    open_caption,
    open_fallback,
    open_figure,
    open_lightbox,
    open_picture,
    open_player,
    open_unread,
    open_verbatim,
)
from wireroom.clean.read.open_raised import open_math, open_raised
from wireroom.clean.read.open_text import (
    open_break,
    open_container,
    open_inline,
    open_leaf,
    open_link,
    open_quotation,
    open_reading,
    open_rule,
    open_table,
    open_table_part,
)
from wireroom.clean.read.walk_context import SKIP, EndHandler, WalkContext
from wireroom.common.elements import attribute

StartHandler = Callable[[WalkContext, Tag], EndHandler | None]

# Elements that are not listed (span, font, custom ones) have no effect: their text belongs to the block.
_HANDLERS: Final[dict[str, StartHandler]] = {
    tag: handler
    for handler, tags in (
        (
            open_inline,
            "abbr acronym b cite code del dfn em i ins kbd mark s samp small",
        ),
        (open_inline, "strike strong tt u var"),
        (open_raised, "sub sup"),
        (open_math, "mi mn mo mrow msup msub mfrac msqrt mtext"),
        (open_quotation, "q"),
        (open_link, "a"),
        (open_break, "br"),
        (open_rule, "hr"),
        (open_leaf, "p h1 h2 h3 h4 h5 h6"),
        (
            open_division,
            "address article aside body caption center col colgroup details dir div fieldset footer form",
        ),
        (open_division, "header hgroup html legend listing main section summary tbody tfoot thead"),
        (open_quote, "blockquote"),
        (open_container, "ul ol menu li dl dt dd"),
        (open_table, "table"),
        (open_table_part, "tr td th"),
        (open_picture, "img image amp-img"),
        (open_figure, "figure"),
        (open_caption, "figcaption"),
        (open_fallback, "noscript"),
        (open_verbatim, "pre listing xmp plaintext"),
        (open_reading, "rt"),
        (open_lightbox, "button"),
        (open_player, " ".join((*FRAMES, *ELEMENTS))),
        (open_unread, " ".join(UNREAD - {"noscript", "button"})),
    )
    for tag in tags.split()
}


_DIRECTED: Final = frozenset(
    "p h1 h2 h3 h4 h5 h6 div section article main body html blockquote pre figure figcaption".split()  # noqa: SIM905
).union("ul ol li dl dt dd table tr td th".split())  # noqa: SIM905
_AS_BLOCK = re.compile(r"(?:^|[;\s])display\s*:\s*block(?![\w-])", re.IGNORECASE)
_DIRECTION = re.compile(r"(?:^|[;\s])direction\s*:\s*(rtl|ltr)", re.IGNORECASE)


def walk(soup: BeautifulSoup, base_url: str | None) -> tuple[list[Block], list[str]]:
    """The blocks of `soup`, which is not changed, and the absolute URLs of its pictures.

    If all of it looks like boilerplate, none of it is: it is walked again without dropping any. Nothing
    recurses, however deep the tree.
    """
    context = _walked(soup, base_url, keep_boilerplate=False)
    if not context.is_all and not context.shows_anything():
        context = _walked(soup, base_url, keep_boilerplate=True)
    return context.builder.blocks, list(context.images)


def _walked(soup: BeautifulSoup, base_url: str | None, *, keep_boilerplate: bool) -> WalkContext:
    context = WalkContext(soup, base_url, keep_boilerplate)
    write = context.builder.write
    nodes: Iterator[PageElement] = iter(soup.contents)
    above: list[
        tuple[Iterator[PageElement], EndHandler | None]
    ] = []  # of each open element: the rest, its end
    while True:
        for node in nodes:
            if not isinstance(node, Tag):
                write(str(node))
                continue
            end = _open(context, node)
            if end is not SKIP:
                above.append((nodes, end))
                nodes = iter(node.contents)
                break
        else:
            if not above:
                break
            nodes, end = above.pop()
            if end is not None:
                end()
    context.builder.boundary()
    return context


def _open(context: WalkContext, element: Tag) -> EndHandler | None:
    if element.attrs and not context.keep_boilerplate:
        doubt = boilerplate_of(element)
        if doubt is not None and not holds_prose(context, element, doubt):
            context.is_all = False
            return SKIP
    handler = _HANDLERS.get(element.name)
    if handler is None:
        return _open_unlisted(context, element)
    is_rtl = _is_rtl(element) if element.attrs and element.name in _DIRECTED else None
    return handler(context, element) if is_rtl is None else _directed(context, element, handler, is_rtl)


def _open_unlisted(context: WalkContext, element: Tag) -> EndHandler | None:
    """Begin and end a block at an element that its style makes one, like `<span style="display:block">`."""
    if "style" not in element.attrs or not _AS_BLOCK.search(attribute(element, "style") or ""):
        return None
    context.builder.boundary()
    return context.builder.boundary


def _is_rtl(element: Tag) -> bool | None:
    """Whether `dir` or the style says right to left; None if neither says anything."""
    said = (attribute(element, "dir") or "").strip().lower()
    if said in ("rtl", "ltr"):
        return said == "rtl"
    found = _DIRECTION.search(attribute(element, "style") or "")
    return found[1].lower() == "rtl" if found else None


def _directed(context: WalkContext, element: Tag, handler: StartHandler, is_rtl: bool) -> EndHandler | None:
    """Give this direction to the blocks of the element, except where an inner element gives another."""
    context.builder.boundary()
    blocks = context.builder.blocks
    start = len(blocks)
    end = handler(context, element)

    def finish() -> None:
        if end is not None and end is not SKIP:
            end()
        for block in blocks[start:]:
            if block.is_rtl is None:
                block.is_rtl = is_rtl

    if end is SKIP:
        finish()
        return SKIP
    return finish
