"""A parsed feed and its headers in, its links to older documents out; entries are not looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urldefrag

from wireroom.common import http_headers
from wireroom.common.urls import absolute_url
from wireroom.models import ParsedFeed

_IANA = (
    "http://www.iana.org/assignments/relation/"  # Atom allows a relation's name as an IRI (RFC 4287 §4.2.7.2)
)
_ALIASES = {"previous-archive": "prev-archive", "prev_archive": "prev-archive"}


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


def feed_links(parsed: ParsedFeed | None, url: str, headers: Iterable[tuple[str, str]] = ()) -> FeedLinks:
    """The links of a feed of any dialect, absolute; of the document first, of the Link header second.

    Never raises; None is a document that is no feed: its header alone leads on.
    """
    found: dict[str, str] = {}
    for link in parsed.links if parsed else ():
        _add(found, link.rel, link.href, url)
    for rels, target in http_headers.links(headers):
        _add(found, rels, target, url)
    return FeedLinks(
        found.get("prev-archive"), found.get("next-archive"), found.get("next"), found.get("current"),
        bool(parsed and parsed.is_archive), bool(parsed and parsed.is_complete),
    )  # fmt: skip


def _add(found: dict[str, str], rels: str, href: str, base: str) -> None:
    target = absolute_url(href, base)
    if target is None:
        return
    for rel in rels.split():
        name = rel.removeprefix(_IANA).lower()
        found.setdefault(_ALIASES.get(name, name), urldefrag(target).url)
