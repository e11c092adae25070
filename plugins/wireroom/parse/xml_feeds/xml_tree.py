"""Parse XML into a tree and tell if a strict reader would agree. No DTD, entity or network.

The tree of a large feed takes ten times the memory of its text, so entries are cut out of it while it grows.
What is left is what `read_tree` and `newest` would give of the whole.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from wireroom.parse.newest_items import Newest
from wireroom.parse.xml_feeds.element_text import Element

# Errors after which libxml2 still has every element and character: nothing to doubt. (Not at a `]]>` of no
# section: it drops what stands before that.)
_HARMLESS = frozenset({"ERR_RESERVED_XML_NAME"})
_HARMLESS_DOMAINS = frozenset({"NAMESPACE"})  # undeclared prefixes, `http://www .w3.org/2005/Atom`
PARSING: Final[dict[str, Any]] = {
    "encoding": "utf-8",
    "recover": True,
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}

WHOLE_UP_TO = 4_000_000  # bytes; a smaller tree is read as a whole, which is faster


@dataclass(frozen=True, slots=True)
class Tree:
    """A root, or None where nothing could be built; `damage` names the first error in earnest."""

    root: Element | None
    damage: str | None = None


def read_tree(xml: bytes) -> Tree:
    """Parse UTF-8 `xml` whatever its prolog says; recovers, and says so. Never raises.

    libxml2's own limits stay on: 256 levels, 10 MB a text node, entity amplification.
    """
    parser = etree.XMLParser(**PARSING)
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return Tree(None, str(error))
    return Tree(root, damage_in(parser.error_log))


def damage_in(errors: Iterable[etree._LogEntry]) -> str | None:
    """The first of a parser's errors that is one in earnest."""
    damages = (
        f"line {entry.line}: {entry.message.strip()[:200]}"
        for entry in errors
        if entry.level_name != "WARNING"
        and entry.type_name not in _HARMLESS
        and entry.domain_name not in _HARMLESS_DOMAINS
    )
    return next(damages, None)


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
