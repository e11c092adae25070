"""An opening element of running text in; written to the block builder; how to close it out."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from bs4 import Tag
from bs4.element import NavigableString

from wireroom.clean.blocks import Block
from wireroom.clean.read.open_division import open_division
from wireroom.clean.read.walk_context import SKIP, EndHandler, WalkContext
from wireroom.common.elements import attribute, elements_in, holds_words, strings_in
from wireroom.common.text import quoted
from wireroom.common.urls import absolute_link

_RENAMED: Final = {"strike": "s", "tt": "code", "acronym": "abbr", "menu": "ul"}
_PARENTS: Final = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "figcaption": ("figure",),
}
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt")
_MOST_BESIDE: Final = 2  # characters of a heading that are not its button: `+`, `▼`
_PARAGRAPH: Final = 30  # characters in a button that are more than what it does
_BEGINNING: Final = 50  # elements and strings of a button that are looked at
_NUMBER = re.compile(r"\d{1,6}")

_PAGE_PARTS: Final = frozenset(
    ("table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "figure", "iframe")
)
_CELLS: Final = ("td", "th")


def open_inline(context: WalkContext, element: Tag) -> EndHandler | None:
    """Emphasis, code, superscript and their like."""
    tag = _RENAMED.get(element.name, element.name)
    return context.builder.close_inline if context.builder.open_inline(tag, f"<{tag}>") else None


def open_quotation(context: WalkContext, element: Tag) -> EndHandler | None:
    """`<q>`: the marks that a browser draws round it, for a reader of the text has no browser."""
    if not holds_words(element):
        return None
    write = context.builder.write
    write("“")
    return lambda: write("”")


def open_reading(context: WalkContext, element: Tag) -> EndHandler | None:
    """`<rt>`: the reading beside a character stands in brackets, as without it a browser shows `<rp>`."""
    if not holds_words(element):
        return SKIP
    write = context.builder.write
    write("(")
    return lambda: write(")")


_BACK: Final = frozenset(("↩", "↩︎", "↩️", "↵", "⏎", "↩↩"))  # with a sign of how to draw it, or none


def open_button(context: WalkContext, element: Tag) -> EndHandler | None:
    """A button is no prose, but the one that is all of a heading opens a part of an accordion.

    So is one that was put round paragraphs.
    """
    if _holds_paragraph(element):
        return None
    heading = element.parent
    if heading is None or heading.name not in _HEADINGS or element.find_previous_sibling() is not None:
        return SKIP
    return None if _solid(heading) - _solid(element) <= _MOST_BESIDE else SKIP


def _holds_paragraph(element: Tag) -> bool:
    nodes = list(islice(element.descendants, _BEGINNING))
    solid = sum(len(node.strip()) for node in nodes if isinstance(node, NavigableString))
    return solid >= _PARAGRAPH and any(isinstance(node, Tag) and node.name == "p" for node in nodes)


def _solid(element: Tag) -> int:
    return sum(len(word) for words in strings_in(element) for word in words.split())


def open_link(context: WalkContext, element: Tag) -> EndHandler | None:
    """A link with a usable address; any other leaves its text. The way back from a footnote goes."""
    if "#" in (attribute(element, "href") or "") and element.get_text()[:9].strip() in _BACK:
        return SKIP
    url = absolute_link(attribute(element, "href"), context.base_url)
    if url and context.builder.open_inline("a", f'<a href="{quoted(url)}">', url):
        return context.builder.close_inline
    return None


def open_break(context: WalkContext, element: Tag) -> EndHandler | None:
    """`<br>`."""
    context.builder.line_break()
    return None


def open_rule(context: WalkContext, element: Tag) -> EndHandler | None:
    """`<hr>`; one at the head or after another would part nothing."""
    builder = context.builder
    builder.boundary()
    if builder.blocks and builder.blocks[-1].tag != "hr":
        builder.add(Block("hr", "", ""))
    return None


def open_leaf(context: WalkContext, element: Tag) -> EndHandler | None:
    """A paragraph or heading; where it holds text alone, as most do, it is written in one go."""
    inside = element.contents
    if len(inside) < 2 and not (inside and isinstance(inside[0], Tag)):
        context.builder.whole(element.name, str(inside[0]) if inside else "")
        return SKIP
    context.builder.boundary(element.name)
    return context.builder.boundary


def open_container(context: WalkContext, element: Tag) -> EndHandler | None:
    """A list, item, figure or caption; an item outside its list only parts."""
    parents = _PARENTS.get(element.name)
    if parents and context.builder.innermost() not in parents:
        return open_division(context, element)
    start = attribute(element, "start") if element.name == "ol" else None
    attributes = f' start="{int(start)}"' if start and _NUMBER.fullmatch(start) else ""
    context.builder.open_container(_RENAMED.get(element.name, element.name), attributes)
    return context.builder.close_container


def open_table(context: WalkContext, element: Tag) -> EndHandler | None:
    """A table of data; one that is only layout parts its cells and no more."""
    holds_data = is_data_table(element) and not context.builder.inside("table")
    context.tables.append(holds_data)
    if holds_data:
        context.builder.open_container("table")
    else:
        context.builder.boundary()
    return context.end_table


def open_table_part(context: WalkContext, element: Tag) -> EndHandler | None:
    """A row of a data table or a cell of a row; elsewhere it only parts."""
    parent = "table" if element.name == "tr" else "tr"
    if not (context.tables and context.tables[-1] and context.builder.innermost() == parent):
        return open_division(context, element)
    context.builder.open_container(element.name, "" if element.name == "tr" else span_attributes(element))
    return context.builder.close_container


def is_data_table(table: Tag) -> bool:
    """At least two rows, two cells in one of them, and nothing in the cells that pages are built of."""
    if attribute(table, "role") in {"presentation", "none"}:
        return False
    if next(elements_in(table, _PAGE_PARTS), None) is not None:
        return False
    rows = [
        sum(cell.name in _CELLS for cell in row.contents if isinstance(cell, Tag))
        for row in table.find_all("tr")
    ]
    return len(rows) >= 2 and max(rows) >= 2


def span_attributes(cell: Tag) -> str:
    """`colspan` and `rowspan` of a cell as they stand in a tag."""
    written = ""
    for name in ("colspan", "rowspan"):
        value = (attribute(cell, name) or "").strip()
        if value.isascii() and value.isdecimal() and 1 < int(value[:4]) <= 1000:
            written += f' {name}="{int(value[:4])}"'
    return written
