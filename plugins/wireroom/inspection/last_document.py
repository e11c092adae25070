"""Show what a feed's last landed document says, entry by entry, as its publisher wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from wireroom import landing
from wireroom.common.masking import may_hold_secrets
from wireroom.common.text import storable
from wireroom.common.urls import absolute_url
from wireroom.errors import ConfigurationError, LandingError, NotAFeedError
from wireroom.models import Entry, Exchange, FeedSpec, ParsedFeed
from wireroom.parse import lay_out, not_a_feed, open_document, our_reading, parse_document
from wireroom.transform.entry_links import entry_links
from wireroom.transform.safe_fields import address, identifier

LARGEST_FILE = 64 * 1024 * 1024  # bytes of a landing file that somebody waits for
LARGEST_BODY = 256 * 1024  # a stranger's bytes are read while the server of the pages waits
LARGEST_DOUBTED = 48 * 1024  # of one that feedparser reads too, which hostile markup costs most
_ENTRIES = 30
_RAW = 6_000  # characters of an entry


@dataclass(frozen=True, slots=True)
class SaidEntry:
    """An entry as it was written; `canonical_url` and `guid` are what its article is known by, as stored."""

    raw: str  # empty: where it lies in the document could not be told
    guid: str | None
    guid_is_permalink: bool | None
    canonical_url: str | None


@dataclass(frozen=True, slots=True)
class SaidDocument:
    """A document, its first entries, and what its server sent along to ask "changed since?" with."""

    size: int
    encoding: str
    format: str
    title: str
    headers: dict[str, str]
    entries: tuple[SaidEntry, ...]
    all_entries: int


def read_last_document(spec: FeedSpec, uri: str, record_id: str) -> SaidDocument:
    """Read it back. Raises ConfigurationError in words where it cannot be shown, and LandingError."""
    if may_hold_secrets(spec):
        raise ConfigurationError(
            "the feed is asked with a secret, which its document may repeat: it is not shown here"
        )
    if landing.landed_size(uri) > LARGEST_FILE:
        raise ConfigurationError("its landing file is too large to look through while somebody waits")
    exchange = _exchange(uri, record_id)
    if len(exchange.body) > LARGEST_BODY:
        raise ConfigurationError(f"it has {len(exchange.body):,} bytes: too much to show here")
    return _document(exchange)


def _exchange(uri: str, record_id: str) -> Exchange:
    try:
        for landed in landing.read_landed(uri):
            if landed.ref.record_id == record_id:
                return landed.exchange
    except LandingError as error:
        raise ConfigurationError(f"it could not be read back: {error}") from error
    raise ConfigurationError(f"{uri} has not the record {record_id} any more")


def _document(exchange: Exchange) -> SaidDocument:
    url = exchange.answered_from
    try:
        feed = _read(exchange, url)
    except NotAFeedError as error:
        raise ConfigurationError(f"it is no feed: {error}") from error
    laid = lay_out(exchange.body, exchange.content_type)
    last = max((entry.position for entry in feed.entries), default=-1)
    spans = next((spans for spans in laid.guesses() if len(spans) > last), [])
    base = absolute_url(feed.link, url) or url
    shown = ("etag", "last-modified", "content-type", "cache-control")
    return SaidDocument(
        size=len(exchange.body),
        encoding=laid.encoding,
        format=feed.format,
        title=storable(feed.title or ""),
        headers={name: storable(value) for name, value in exchange.headers if name.lower() in shown},
        entries=tuple(
            _said(entry, base, laid.text[slice(*spans[entry.position])] if spans else "")
            for entry in feed.entries
        ),
        all_entries=len(feed.entries) + feed.left_out,
    )


def _read(exchange: Exchange, url: str) -> ParsedFeed:
    """Its newest entries; a large one only where our own reader alone can tell what it says."""
    body, kind = exchange.body, exchange.content_type
    if len(body) <= LARGEST_DOUBTED:
        return parse_document(body, url=url, content_type=kind, max_entries=_ENTRIES)
    document = open_document(body, url=url, content_type=kind)
    feed = our_reading(document, _ENTRIES)
    if feed is None:
        raise not_a_feed(document)
    if feed.is_damaged:
        raise ConfigurationError(f"it is damaged, and its {len(body):,} bytes are too many to mend here")
    return feed


def _said(entry: Entry, base: str, raw: str) -> SaidEntry:
    more = f"\n… {len(raw) - _RAW:,} characters more" if len(raw) > _RAW else ""
    links = entry_links(entry, base)
    return SaidEntry(
        storable(raw[:_RAW]) + more,
        identifier(entry.guid or "") or None,
        entry.guid_is_permalink,
        address(links.canonical) if links.canonical else None,
    )
