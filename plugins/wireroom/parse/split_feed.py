"""Split a feed of any size into documents of fewer entries, one after another.

`split_feed` takes bytes: a saved feed of 300,000 entries takes ten times its size as a tree. `split_stream`
reads once and forwards, so that a saved feed of gigabytes, in a zip too, takes the memory of one part.
"""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from wireroom.parse.json_items import decoded
from wireroom.parse.json_list import LARGEST_ITEM, feed_items
from wireroom.parse.sitemap import PAGES
from wireroom.parse.xml_feeds.element_text import Element
from wireroom.parse.xml_feeds.xml_feed import ENTRIES

_HEAD = 4_096  # bytes in which a DOCTYPE would stand
_DEEPEST = 2  # levels above an entry: rss and channel
_MARK = "wireroom-entries"


def split_feed(body: bytes, size: int) -> Iterator[bytes]:
    """Documents in UTF-8, each with the feed's head and at most `size` entries.

    `body` if it cannot be split.
    """
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
    """The document with a mark instead of its entries, and the entries.

    None if they have not all one parent.
    """
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


def split_stream(
    stream: IO[bytes], *, is_json: bool, size: int = 2_000, most_bytes: int = 8_000_000
) -> Iterator[bytes]:
    """Split a stream of RSS, RDF, Atom or a sitemap in UTF-8, or of a JSON Feed, into smaller documents.

    Each has `size` entries, or fewer if they are long. Raises ValueError with the reason in words if the
    stream is damaged, after the entries before that, and if it holds none.
    """
    part = _Part(size, most_bytes)
    try:
        for entry in _json_items(stream, part) if is_json else _xml_entries(stream, part):
            part.entries.append(entry)
            part.size += len(entry)
            if part.is_full:
                yield part.taken()
    except (etree.XMLSyntaxError, ValueError) as error:
        if part.entries:
            yield part.taken()
        raise ValueError(" ".join(str(error).split())[:200]) from error
    if part.entries:
        yield part.taken()
    if not part.before:
        raise ValueError("it holds no entries")


@dataclass(slots=True)
class _Part:
    """The entries of the next document, and what stands before, between and after them."""

    most: int
    most_bytes: int
    before: bytes = b""
    between: bytes = b""
    after: bytes = b""
    entries: list[bytes] = field(default_factory=list)
    size: int = 0  # bytes of them

    @property
    def is_full(self) -> bool:
        return len(self.entries) >= self.most or self.size >= self.most_bytes

    def taken(self) -> bytes:
        whole = self.before + self.between.join(self.entries) + self.after
        self.entries, self.size = [], 0
        return whole


def _xml_entries(stream: IO[bytes], part: _Part) -> Iterator[bytes]:
    for home, entry in _entries(stream):
        if not part.before:
            part.before, part.after = _around(home, entry)
        yield etree.tostring(entry, encoding="unicode", with_tail=False).encode()
        entry.clear()
        while (before := entry.getprevious()) is not None:
            home.remove(before)


def _entries(stream: IO[bytes]) -> Iterator[tuple[Element, Element]]:
    """Each entry with its parent.

    Elements of that name deeper down, or of another kind of feed, are skipped.
    """
    events = etree.iterparse(
        stream, events=("end",), tag=(*ENTRIES, *PAGES), resolve_entities=False, no_network=True
    )
    home: Element | None = None
    for _, element in events:
        parent = element.getparent()
        above = sum(1 for _ in element.iterancestors())
        is_page = str(element.tag).endswith("url")
        is_map = str(element.getroottree().getroot().tag).endswith("urlset")
        if parent is None or above > _DEEPEST or is_page != is_map:
            continue
        home = parent if home is None else home
        if parent is not home:
            raise ValueError(f"line {element.sourceline}: entries stand in more than one place")
        yield home, element


def _around(home: Element, entry: Element) -> tuple[bytes, bytes]:
    """The document before its first entry, and after its last."""
    place = home.index(entry)
    root = copy.deepcopy(home.getroottree().getroot())
    inside = root if home.getparent() is None else next(root.iter(home.tag))
    inside[place:] = [etree.Comment(_MARK)]  # more may have been read than has been told of
    for later in [*inside.itersiblings()] if inside is not root else []:
        root.remove(later)
    before, _, after = etree.tostring(root, encoding="UTF-8", xml_declaration=True).partition(
        f"<!--{_MARK}-->".encode()
    )
    return before, after


def _json_items(stream: IO[bytes], part: _Part) -> Iterator[bytes]:
    """The items of a JSON Feed; unreadable ones are skipped, and ValueError at the end names the first."""
    head, items = feed_items(stream, LARGEST_ITEM)
    said = decoded(b"{" + head + b"}")
    before = json.dumps(said, ensure_ascii=False).removesuffix("}")
    part.before = f'{before}{", " if said else ""}"items": ['.encode("utf-8", "replace")
    part.between, part.after = b",", b"]}"
    unread = ""
    for number, item in enumerate(items, start=1):
        try:
            if item is None:
                raise ValueError(f"it has more than {LARGEST_ITEM:,} bytes")
            if item.strip():  # templates leave a comma after the last
                yield json.dumps(decoded(item), ensure_ascii=False).encode("utf-8", "replace")
        except (ValueError, RecursionError) as error:
            unread = unread or f"item {number:,} cannot be read: {error}"
    if unread:
        raise ValueError(unread)
