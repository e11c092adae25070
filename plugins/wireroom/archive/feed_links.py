"""The bytes of a feed in, its links to older documents out; entries are not looked at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

_ENTRIES = frozenset({"entry", "item"})
_IANA = (
    "http://www.iana.org/assignments/relation/"  # Atom allows a relation's name as an IRI (RFC 4287 §4.2.7.2)
)
_ALIASES = {"previous-archive": "prev-archive", "prev_archive": "prev-archive"}
_HISTORY = "http://purl.org/syndication/history/1.0"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LINK_FIELD = re.compile(r'<([^<>]{1,2000})>((?:[^,"]|"[^"]{0,500}"){0,2000})')  # RFC 8288 §3
_REL = re.compile(r'\brel\s*=\s*"?([\w\s:./-]{1,200})')


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """Where a document leads, and what it says of itself (RFC 5005)."""

    prev_archive: str | None = None
    next_archive: str | None = None
    next_page: str | None = None
    current: str | None = None
    is_archive: bool = False  # fh:archive
    is_complete: bool = False  # fh:complete: these are all entries there are

    @property
    def older(self) -> str | None:
        """The document one step further into the past."""
        return self.prev_archive or self.next_page


def feed_links(body: bytes, url: str, headers: Iterable[tuple[str, str]] = ()) -> FeedLinks:
    """The links of a feed of any dialect, absolute; of the document first, of the Link header second.

    Never raises: a document that cannot be read leads nowhere.
    """
    found: dict[str, str] = {}
    marks: set[str] = set()
    is_json = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    for rel, href in _json_links(body) if is_json else _xml_links(body, marks):
        _add(found, rel, href, url)
    for name, value in headers:
        if name.lower() == "link":
            for target, parameters in _LINK_FIELD.findall(value[:10_000]):
                rels = _REL.search(parameters)
                _add(found, rels[1] if rels else "", target, url)
    return FeedLinks(
        found.get("prev-archive"), found.get("next-archive"), found.get("next"), found.get("current"),
        "archive" in marks, "complete" in marks,
    )  # fmt: skip


def _add(found: dict[str, str], rels: str, href: str, base: str) -> None:
    try:
        target = urldefrag(urljoin(base, href.strip())).url
        is_web = urlsplit(target).scheme in {"http", "https"} and bool(urlsplit(target).hostname)
    except ValueError:
        return  # `http://[::1` and the like
    for rel in rels.split():
        name = rel.removeprefix(_IANA).lower()
        if is_web:
            found.setdefault(_ALIASES.get(name, name), target)


def _json_links(body: bytes) -> Iterator[tuple[str, str]]:
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError):
        return
    if isinstance(feed, dict) and isinstance(feed.get("next_url"), str):
        yield "next", feed["next_url"]


def _xml_links(body: bytes, marks: set[str]) -> Iterator[tuple[str, str]]:
    """Links of the feed itself: an entry's own are dropped with the entry, and so is the memory it took."""
    within = 0
    parser = etree.iterparse(
        BytesIO(body.lstrip()), events=("start", "end"), recover=True, resolve_entities=False, no_network=True
    )
    try:
        for event, element in parser:
            if not isinstance(element.tag, str):
                continue
            name = etree.QName(element).localname
            if name in _ENTRIES:
                within += 1 if event == "start" else -1
                if event == "end":
                    element.clear()
            elif event == "start" and not within:
                yield from _link(element, name, marks)
    except etree.XMLSyntaxError:
        return  # what came before the damage was given


def _link(element: etree._Element, name: str, marks: set[str]) -> Iterator[tuple[str, str]]:
    if etree.QName(element).namespace == _HISTORY and name in {"archive", "complete"}:
        marks.add(name)
    rel, href = element.get("rel"), element.get("href")
    if name == "link" and rel and href:
        for node in (element, *element.iterancestors()):
            href = _joined(node.get(_BASE) or "", href)
        yield rel, href


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return href
