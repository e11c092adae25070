"""Elements of running text in, what they mean written to the flow; each opener says whether to go inside."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from wireroom.clean.blocks import Block
from wireroom.clean.cards import CLASSES, read_card
from wireroom.clean.links import absolute
from wireroom.clean.markup import quoted
from wireroom.clean.show import show_address
from wireroom.clean.tables import is_data_table, span_attributes
from wireroom.clean.walking import Walking
from wireroom.models import Embed

_RENAMED: Final = {"strike": "s", "tt": "code", "acronym": "abbr"}
_PARENTS: Final = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "figcaption": ("figure",),
}
_NUMBER = re.compile(r"\d{1,6}")


def open_inline(walking: Walking, element: etree._Element) -> bool:
    """Emphasis, code, superscript and their like."""
    tag = _RENAMED.get(element.tag, element.tag)
    if walking.flow.open_inline(tag, f"<{tag}>"):
        walking.close_with(walking.flow.close_inline)
    return True


def open_link(walking: Walking, element: etree._Element) -> bool:
    """A link with a usable address; any other leaves its text."""
    url = absolute(element.get("href"), walking.base_url)
    if url and walking.flow.open_inline("a", f'<a href="{quoted(url)}">', url):
        walking.close_with(walking.flow.close_inline)
    return True


def open_break(walking: Walking, element: etree._Element) -> bool:
    """`<br>`."""
    walking.flow.line_break()
    return True


def open_rule(walking: Walking, element: etree._Element) -> bool:
    """`<hr>`; one at the head or after another would part nothing."""
    flow = walking.flow
    flow.boundary()
    if flow.blocks and flow.blocks[-1].tag != "hr":
        flow.add(Block("hr", "", ""))
    return True


def open_leaf(walking: Walking, element: etree._Element) -> bool:
    """A paragraph or heading."""
    walking.flow.boundary(element.tag)
    walking.close_with(walking.flow.boundary)
    return True


def open_division(walking: Walking, element: etree._Element) -> bool:
    """An element that only parts what is in it from what is around it; perhaps a platform's card."""
    card = _card(walking, element)
    if card is not None:
        return _open_card(walking, element, card)
    walking.flow.boundary()
    walking.close_with(walking.flow.boundary)
    return True


def open_quote(walking: Walking, element: etree._Element) -> bool:
    """A block quotation; perhaps a platform's card, which is one quotation however its markup nests."""
    if walking.flow.in_card():
        return open_division(walking, element)
    return _open_card(walking, element, _card(walking, element))


def open_container(walking: Walking, element: etree._Element) -> bool:
    """A list, item, figure or caption; an item outside its list only parts."""
    parents = _PARENTS.get(element.tag)
    if parents and walking.flow.innermost() not in parents:
        return open_division(walking, element)
    start = element.get("start") if element.tag == "ol" else None
    attributes = f' start="{int(start)}"' if start and _NUMBER.fullmatch(start) else ""
    walking.flow.open_container(element.tag, attributes)
    walking.close_with(walking.flow.close_container)
    return True


def open_table(walking: Walking, element: etree._Element) -> bool:
    """A table of data; one that is only layout parts its cells and no more."""
    holds_data = is_data_table(element) and not walking.flow.inside("table")
    walking.tables.append(holds_data)
    if holds_data:
        walking.flow.open_container("table")
    else:
        walking.flow.boundary()
    walking.close_with(walking.end_table)
    return True


def open_table_part(walking: Walking, element: etree._Element) -> bool:
    """A row of a data table or a cell of a row; elsewhere it only parts."""
    parent = "table" if element.tag == "tr" else "tr"
    if not (walking.tables and walking.tables[-1] and walking.flow.innermost() == parent):
        return open_division(walking, element)
    walking.flow.open_container(element.tag, "" if element.tag == "tr" else span_attributes(element))
    walking.close_with(walking.flow.close_container)
    return True


def _card(walking: Walking, element: etree._Element) -> Embed | None:
    names = element.get("class")
    if names and any(name in CLASSES for name in names.split()) and not walking.flow.in_card():
        return read_card(element, walking.base_url)
    return None


def _open_card(walking: Walking, element: etree._Element, card: Embed | None) -> bool:
    if card is not None and card.url and not "".join(map(str, element.itertext())).strip():
        show_address(walking, card)
        return False
    walking.flow.open_container("blockquote", card=card)
    walking.close_with(walking.flow.close_container)
    return True
