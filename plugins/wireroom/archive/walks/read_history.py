"""Read a document of a feed's past once, for everything that a walk needs to know of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urldefrag

from wireroom.archive.walks.feed_history import DateReader
from wireroom.common import http_headers
from wireroom.common.urls import absolute_url
from wireroom.errors import NotAFeedError, OriginError
from wireroom.models import Exchange, ParsedFeed
from wireroom.parse import parse_document

_IANA = (
    "http://www.iana.org/assignments/relation/"  # Atom allows a relation's name as an IRI (RFC 4287 §4.2.7.2)
)
_ALIASES = {"previous-archive": "prev-archive", "prev_archive": "prev-archive"}


@dataclass(frozen=True, slots=True)
class HistoryReading:
    """Where a document leads, and the dates and names of its entries."""

    links: FeedLinks
    oldest: datetime | None = None  # None: no entry with a date
    newest: datetime | None = None
    entries: frozenset[str] = frozenset()  # guid, else link, else title
    is_feed: bool = True  # False: bytes that are no feed, such as a login or a page on maintenance

    def must_be_feed(self, url: str, *, origin: str) -> None:
        """Raise OriginError if `url` answered something else, since the past does not end there."""
        if not self.is_feed:
            words = f"{url}: answered with what is no feed; what was reached before it was kept"
            raise OriginError(words, origin=origin)


def read_history(exchange: Exchange, date_of: DateReader) -> HistoryReading:
    """Read an exchange; if its bytes are no feed, only the Link header counts.

    All readable dates count, whatever they mean: they only tell which days the document may hold.
    """
    url = exchange.answered_from
    try:
        parsed = parse_document(exchange.body, url=url, content_type=exchange.content_type, max_entries=None)
    except NotAFeedError:
        return HistoryReading(feed_links(None, url, exchange.headers), is_feed=False)
    dates = [at for entry in parsed.entries for raw in entry.dates if (at := date_of(raw, parsed))]
    links = feed_links(parsed, url, exchange.headers)
    return HistoryReading(links, min(dates, default=None), max(dates, default=None), _names_in(parsed))


def _names_in(parsed: ParsedFeed) -> frozenset[str]:
    titles = ((entry, entry.title.value if entry.title else "") for entry in parsed.entries)
    return frozenset(name for entry, title in titles if (name := entry.guid or entry.link or title))


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """Where a feed document leads, and what it says of itself (RFC 5005)."""

    prev_archive: str | None = None
    next_archive: str | None = None
    next_page: str | None = None
    current: str | None = None
    is_archive: bool = False  # fh:archive
    is_complete: bool = False  # fh:complete: these are all entries there are

    @property
    def older(self) -> str | None:
        """The next older document."""
        return self.prev_archive or self.next_page


def feed_links(parsed: ParsedFeed | None, url: str, headers: Iterable[tuple[str, str]] = ()) -> FeedLinks:
    """The links of a feed of any dialect, absolute: those of the document, then those of the Link header.

    Never raises. Without a feed (None) only the header counts.
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
