"""Open elements of running text: each is written to the block builder, and says how it is closed."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from bs4 import Tag
from bs4.element import NavigableString

from wireroom.clean.blocks import Block
from wireroom.clean.read.open_division import open_division
from wireroom.clean.read.walk_context import SKIP, EndHandler, WalkContext
from wireroom.common.elements import HEADINGS, attribute, elements_in, holds_words, strings_in
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
_MOST_BESIDE: Final = 2  # characters of a heading outside its button: `+`, `▼`
_PARAGRAPH: Final = 30  # characters; a button with more text is more than a label
_BEGINNING: Final = 50  # elements and strings of a button that are searched
_NUMBER = re.compile(r"\d{1,6}")

_PAGE_PARTS: Final = frozenset(
    ("table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "iframe")
)
_LISTS: Final = frozenset(("ul", "ol"))  # in cells of data where a table has heads
_HEADS: Final = frozenset(("th",))
_CELLS: Final = ("td", "th")


def open_inline(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open emphasis, code and the like."""
    tag = _RENAMED.get(element.name, element.name)
    return context.builder.close_inline if context.builder.open_inline(tag, f"<{tag}>") else None


def open_quotation(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open `<q>`, and write the quotation marks that a browser would draw."""
    if not holds_words(element):
        return None
    write = context.builder.write
    write("“")
    return lambda: write("”")


def open_reading(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open `<rt>`: the reading beside a character goes in brackets, as `<rp>` has it for old browsers."""
    if not holds_words(element):
        return SKIP
    write = context.builder.write
    write("(")
    return lambda: write(")")


_BACK: Final = frozenset(("↩", "↩︎", "↩️", "↵", "⏎", "↩↩"))  # with and without a variation selector

_HERE: Final = frozenset(("#", "¶", "§", "🔗", "⚓", "∞", "☍", "⌗"))  # a heading's link to itself
_SIGN_LEVELS: Final = 3


def open_button(context: WalkContext, element: Tag) -> EndHandler | None:
    """Leave out a button, unless it is all of a heading (of an accordion) or surrounds paragraphs."""
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
    """Open a link; one without a usable address leaves its text.

    A footnote's link back is left out, and a heading's to itself.
    """
    if "#" in (attribute(element, "href") or ""):
        text = element.get_text()[:9].strip()
        if text in _BACK or (text in _HERE and _is_beside_heading(element, text)):
            return SKIP
    url = absolute_link(attribute(element, "href"), context.base_url)
    if url and context.builder.open_inline("a", f'<a href="{quoted(url)}">', url):
        return context.builder.close_inline
    return None


def _is_beside_heading(element: Tag, sign: str) -> bool:
    """Whether it begins or ends a heading that says more; `What § 5 of the law says` has its own."""
    around = islice(element.parents, _SIGN_LEVELS)
    heading = next((each for each in around if each.name in HEADINGS), None)
    strings = islice(strings_in(heading), _BEGINNING) if heading is not None else ()
    words = [each.strip() for each in strings if each.strip()]
    return not _HERE.issuperset(words) and sign in (words[0], words[-1])


def open_break(context: WalkContext, element: Tag) -> EndHandler | None:
    """Write `<br>`."""
    context.builder.line_break()
    return None


def open_rule(context: WalkContext, element: Tag) -> EndHandler | None:
    """Write `<hr>`, unless it comes first or after another: then it would separate nothing."""
    builder = context.builder
    builder.boundary()
    if builder.blocks and builder.blocks[-1].tag != "hr":
        builder.add(Block("hr", "", ""))
    return None


def open_leaf(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open a paragraph or heading; one that contains only text, as most do, is written at once."""
    inside = element.contents
    if len(inside) < 2 and not (inside and isinstance(inside[0], Tag)):
        context.builder.whole(element.name, str(inside[0]) if inside else "")
        return SKIP
    context.builder.boundary(element.name)
    return context.builder.boundary


def open_container(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open a list, item, figure or caption; an item outside a list only begins a new block."""
    parents = _PARENTS.get(element.name)
    if parents and context.builder.innermost() not in parents:
        return open_division(context, element)
    start = attribute(element, "start") if element.name == "ol" else None
    attributes = f' start="{int(start)}"' if start and _NUMBER.fullmatch(start) else ""
    context.builder.open_container(_RENAMED.get(element.name, element.name), attributes)
    return context.builder.close_container


def open_table(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open a data table; the cells of a layout table become blocks."""
    holds_data = is_data_table(element) and not context.builder.inside("table")
    context.tables.append(holds_data)
    if holds_data:
        context.builder.open_container("table")
    else:
        context.builder.boundary()
    return context.end_table


def open_table_part(context: WalkContext, element: Tag) -> EndHandler | None:
    """Open a row of a data table or a cell of a row; elsewhere it only begins a new block."""
    parent = "table" if element.name == "tr" else "tr"
    if not (context.tables and context.tables[-1] and context.builder.innermost() == parent):
        return open_division(context, element)
    context.builder.open_container(element.name, "" if element.name == "tr" else span_attributes(element))
    return context.builder.close_container


def is_data_table(table: Tag) -> bool:
    """Whether it has two rows or more, one with two cells, and no cell contains what pages are built of."""
    if attribute(table, "role") in {"presentation", "none"}:
        return False
    if next(elements_in(table, _PAGE_PARTS), None) is not None:
        return False
    has_lists = next(elements_in(table, _LISTS), None) is not None
    if has_lists and next(elements_in(table, _HEADS), None) is None:
        return False
    rows = [
        sum(cell.name in _CELLS for cell in row.contents if isinstance(cell, Tag))
        for row in table.find_all("tr")
    ]
    return len(rows) >= 2 and max(rows) >= 2


def span_attributes(cell: Tag) -> str:
    """`colspan` and `rowspan` of a cell, written as attributes."""
    written = ""
    for name in ("colspan", "rowspan"):
        value = (attribute(cell, name) or "").strip()
        if value.isascii() and value.isdecimal() and 1 < int(value[:4]) <= 1000:
            written += f' {name}="{int(value[:4])}"'
    return written
