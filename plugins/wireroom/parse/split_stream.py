"""The stream of a feed of any size in; the same feed in documents of fewer entries out, one after another.

Read once and forwards, so that a saved feed of gigabytes, in a zip too, takes the memory of one part. Each
part begins with what stands before the first entry.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final

import ijson
from lxml import etree

from wireroom.parse.sitemap import PAGES
from wireroom.parse.text import Element
from wireroom.parse.xml_feed import ENTRIES

_DEEPEST: Final = 2  # levels above an entry: rss and channel
_MARK: Final = "wireroom-entries"
_ITEMS: Final = "items.item"


def split_stream(
    stream: IO[bytes], *, is_json: bool, size: int = 2_000, most_bytes: int = 8_000_000
) -> Iterator[bytes]:
    """RSS, RDF, Atom or a sitemap in UTF-8, or a JSON Feed: `size` entries each, fewer where they are long.

    Raises ValueError with the reason in words where the stream is damaged, after all that stands before that,
    and where it holds no entries.
    """
    part = _Part(size, most_bytes)
    try:
        for entry in _json_items(stream, part) if is_json else _xml_entries(stream, part):
            part.entries.append(entry)
            part.size += len(entry)
            if part.is_full:
                yield part.taken()
    except (etree.XMLSyntaxError, ijson.JSONError) as error:
        if part.entries:
            yield part.taken()
        raise ValueError(" ".join(str(error).split())[:200]) from error
    if part.entries:
        yield part.taken()
    if not part.before:
        raise ValueError("it holds no entries")


@dataclass(slots=True)
class _Part:
    """The entries of the next document, and what stands around them in each."""

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
    """Each with its parent; what is called so deeper down, or in a feed of another kind, is none."""
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
    """The document as it stands before `entry`, the first, and what closes it."""
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
    head, item = ijson.ObjectBuilder(), ijson.ObjectBuilder()
    for prefix, event, value in ijson.parse(stream, use_float=True):
        if not prefix.startswith("items"):
            if value != "items" or event != "map_key":
                head.event(event, value)
        elif prefix == "items":
            before = json.dumps(head.value, ensure_ascii=False).removesuffix("}")
            part.before = f'{before}{", " if head.value else ""}"items": ['.encode("utf-8", "replace")
            part.between, part.after = b",", b"]}"
        else:
            item.event(event, value)
            if prefix == _ITEMS and event not in ("start_map", "map_key", "start_array"):
                yield json.dumps(item.value, ensure_ascii=False).encode("utf-8", "replace")
                item = ijson.ObjectBuilder()
