"""Elements of running text in, what they mean written to the flow and what ends what they began out."""

from __future__ import annotations

import re
from typing import Final

from bs4 import Tag

from wireroom.clean.blocks import Block
from wireroom.clean.links import absolute
from wireroom.clean.markup import quoted
from wireroom.clean.open_division import open_division
from wireroom.clean.tables import is_data_table, span_attributes
from wireroom.clean.walking import Closer, Walking, leave_out
from wireroom.common.soup import attribute, holds_words, strings_in

_RENAMED: Final = {"strike": "s", "tt": "code", "acronym": "abbr", "menu": "ul"}
_PARENTS: Final = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "figcaption": ("figure",),
}
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt")
_MOST_BESIDE: Final = 2  # characters of a heading that are not its button: `+`, `▼`
_NUMBER = re.compile(r"\d{1,6}")


def open_inline(walking: Walking, element: Tag) -> Closer | None:
    """Emphasis, code, superscript and their like."""
    tag = _RENAMED.get(element.name, element.name)
    return walking.flow.close_inline if walking.flow.open_inline(tag, f"<{tag}>") else None


def open_quotation(walking: Walking, element: Tag) -> Closer | None:
    """`<q>`: the marks that a browser draws round it, for a reader of the text has no browser."""
    if not holds_words(element):
        return None
    write = walking.flow.write
    write("“")
    return lambda: write("”")


def open_reading(walking: Walking, element: Tag) -> Closer | None:
    """`<rt>`: the reading beside a character stands in brackets, as without it a browser shows `<rp>`."""
    if not holds_words(element):
        return leave_out
    write = walking.flow.write
    write("(")
    return lambda: write(")")


def open_button(walking: Walking, element: Tag) -> Closer | None:
    """A button is no prose, but the one that is all of a heading opens a part of an accordion."""
    heading = element.parent
    if heading is None or heading.name not in _HEADINGS or element.find_previous_sibling() is not None:
        return leave_out
    return None if _solid(heading) - _solid(element) <= _MOST_BESIDE else leave_out


def _solid(element: Tag) -> int:
    return sum(len(word) for words in strings_in(element) for word in words.split())


def open_link(walking: Walking, element: Tag) -> Closer | None:
    """A link with a usable address; any other leaves its text."""
    url = absolute(attribute(element, "href"), walking.base_url)
    if url and walking.flow.open_inline("a", f'<a href="{quoted(url)}">', url):
        return walking.flow.close_inline
    return None


def open_break(walking: Walking, element: Tag) -> Closer | None:
    """`<br>`."""
    walking.flow.line_break()
    return None


def open_rule(walking: Walking, element: Tag) -> Closer | None:
    """`<hr>`; one at the head or after another would part nothing."""
    flow = walking.flow
    flow.boundary()
    if flow.blocks and flow.blocks[-1].tag != "hr":
        flow.add(Block("hr", "", ""))
    return None


def open_leaf(walking: Walking, element: Tag) -> Closer | None:
    """A paragraph or heading; where it holds text alone, as most do, it is written in one go."""
    inside = element.contents
    if len(inside) < 2 and not (inside and isinstance(inside[0], Tag)):
        walking.flow.whole(element.name, str(inside[0]) if inside else "")
        return leave_out
    walking.flow.boundary(element.name)
    return walking.flow.boundary


def open_container(walking: Walking, element: Tag) -> Closer | None:
    """A list, item, figure or caption; an item outside its list only parts."""
    parents = _PARENTS.get(element.name)
    if parents and walking.flow.innermost() not in parents:
        return open_division(walking, element)
    start = attribute(element, "start") if element.name == "ol" else None
    attributes = f' start="{int(start)}"' if start and _NUMBER.fullmatch(start) else ""
    walking.flow.open_container(_RENAMED.get(element.name, element.name), attributes)
    return walking.flow.close_container


def open_table(walking: Walking, element: Tag) -> Closer | None:
    """A table of data; one that is only layout parts its cells and no more."""
    holds_data = is_data_table(element) and not walking.flow.inside("table")
    walking.tables.append(holds_data)
    if holds_data:
        walking.flow.open_container("table")
    else:
        walking.flow.boundary()
    return walking.end_table


def open_table_part(walking: Walking, element: Tag) -> Closer | None:
    """A row of a data table or a cell of a row; elsewhere it only parts."""
    parent = "table" if element.name == "tr" else "tr"
    if not (walking.tables and walking.tables[-1] and walking.flow.innermost() == parent):
        return open_division(walking, element)
    walking.flow.open_container(element.name, "" if element.name == "tr" else span_attributes(element))
    return walking.flow.close_container
