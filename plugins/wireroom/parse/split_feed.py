"""The bytes of a large XML feed in, the same feed in documents of fewer entries out, one after another.

For feeds that do not fit into memory as a tree: a saved one of 300,000 entries takes ten times its size.
What is not plain, well-formed XML is left whole.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree

from wireroom.parse.text import Element

_HEAD = 4_096  # bytes in which a DOCTYPE would stand
_DEEPEST = 2  # levels above an entry: rss and channel
_MARK = "wireroom-entries"


def split_feed(body: bytes, size: int) -> Iterator[bytes]:
    """Documents in UTF-8, each with the head and at most `size` entries; `body` where it cannot be split."""
    try:
        parts = None if b"<!DOCTYPE" in body[:_HEAD].upper() else _taken_apart(body)
    except (etree.XMLSyntaxError, ValueError):  # the tolerant readers see to it
        parts = None
    if parts is None:
        yield body
        return
    head, entries = parts
    before, _, after = head.partition(f"<!--{_MARK}-->".encode())
    for start in range(0, len(entries), size):
        yield b"".join((before, *entries[start : start + size], after))


def _taken_apart(body: bytes) -> tuple[bytes, list[bytes]] | None:
    """The document with a mark for its entries, and those; None: there are none, or not all in one place."""
    events = etree.iterparse(
        io.BytesIO(body), tag=("{*}item", "{*}entry"), resolve_entities=False, no_network=True, huge_tree=True
    )
    entries: list[bytes] = []
    home: Element | None = None
    for _, element in events:
        parent = element.getparent()
        home = parent if home is None else home
        if parent is None or parent is not home or len(list(element.iterancestors())) > _DEEPEST:
            return None
        entries.append(etree.tostring(element, encoding="unicode", with_tail=False).encode())
        element.clear()
        while (before := element.getprevious()) is not None and before.tag == element.tag:
            parent.remove(before)
    if home is None:
        return None
    last = next(child for child in reversed(home) if str(child.tag).endswith(("item", "entry")))
    home.replace(last, etree.Comment(_MARK))
    return etree.tostring(home.getroottree(), encoding="UTF-8", xml_declaration=True), entries
