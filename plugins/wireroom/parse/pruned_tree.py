"""The bytes of a large XML feed in; its tree, with those of its entries only that are taken in, out.

A tree takes ten times the memory of its text, so entries are cut out of it while it grows. What is left is
what `read_tree` and `newest` would give of the whole.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from lxml import etree

from wireroom.parse.newest import Newest
from wireroom.parse.text import Element
from wireroom.parse.xml_tree import PARSING, Tree, damage_in

LARGE = 4_000_000  # bytes; a smaller tree is read as a whole, which is faster


def read_pruned(
    xml: bytes, tags: Sequence[str], most: int, dates_of: Callable[[Element], Sequence[str]]
) -> tuple[Tree, Newest[Element]]:
    """Parse UTF-8 `xml` as `read_tree` does, but keep few more than the `most` newest elements of `tags`."""
    kept = Newest[Element](most)
    events = etree.iterparse(io.BytesIO(xml), events=("end",), tag=tags, **PARSING)
    unwanted: list[Element] = []
    try:
        for _, element in events:
            for old in unwanted:  # not the one whose end this is: libxml2 is not done with it
                _cut_out(old)
            out = kept.add(element, dates_of(element))
            unwanted = [] if out is None else [out]
    except (etree.XMLSyntaxError, ValueError) as error:
        return Tree(None, str(error)), kept
    return Tree(events.root, damage_in(events.error_log)), kept


def _cut_out(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.clear()  # an entry that holds others takes them along
        parent.remove(element)
