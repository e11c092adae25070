"""Write a snapshot as the bytes that go over the wire; kept until their words change."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

from wireroom.newsroom.faults import FEED_FAULTS
from wireroom.newsroom.feeds.feed_window import Snapshot
from wireroom.newsroom.feeds.write_atom import atom
from wireroom.newsroom.feeds.write_json_feed import json_feed
from wireroom.newsroom.feeds.write_rdf import rdf
from wireroom.newsroom.feeds.write_rss import podcast, rss
from wireroom.newsroom.feeds.write_sitemaps import news_sitemap

_FORMATS: dict[str, tuple[Callable[[Snapshot], str], str]] = {
    "rss": (rss, "application/rss+xml"),
    "rdf": (rdf, "application/rdf+xml"),
    "atom": (atom, "application/atom+xml"),
    "json": (json_feed, "application/feed+json"),
    "sitemap": (news_sitemap, "application/xml"),
    "podcast": (podcast, "application/rss+xml"),
}
_NEVER = datetime.max.replace(tzinfo=UTC)
_ROOM = 12_000  # documents; some 6 kB each


def render(snapshot: Snapshot, now: datetime) -> bytes:
    """The document in its shape, with its quirk, in its encoding; the same snapshot gives the same bytes."""
    text = _rendered(snapshot)
    if snapshot.feed.quirk:
        text = FEED_FAULTS[snapshot.feed.quirk](text, snapshot, now)
    return text.encode(snapshot.feed.encoding, "xmlcharrefreplace")


def media_type(snapshot: Snapshot) -> str:
    """The Content-Type of its shape; no charset, so that the document's own word counts (RFC 7303)."""
    return _FORMATS[snapshot.feed.shape][1]


@lru_cache(maxsize=64)
def _rendered(snapshot: Snapshot) -> str:
    return _FORMATS[snapshot.feed.shape][0](snapshot)


@dataclass(frozen=True, slots=True)
class Rendered:
    """One document as it lies ready, packed to save room."""

    packed: bytes  # gzip
    digest: str  # of the plain bytes
    changed: datetime
    media_type: str
    validators: str  # both, etag, none

    @property
    def plain(self) -> bytes:
        """The document itself."""
        return gzip.decompress(self.packed)


def render_for_cache(snapshot: Snapshot, now: datetime) -> Rendered:
    """Print and pack a snapshot."""
    body = render(snapshot, now)
    digest = sha256(body).hexdigest()[:20]
    packed = gzip.compress(body, compresslevel=1, mtime=0)
    return Rendered(packed, digest, snapshot.changed, media_type(snapshot), snapshot.feed.validators)


class Cache:
    """The documents rendered last, each with the time for which it is true."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[tuple[str, ...], tuple[datetime, datetime, Rendered]] = OrderedDict()

    def take(self, key: tuple[str, ...], now: datetime) -> Rendered | None:
        """The document under `key` if it is true at `now`; tests turn the clock back, too."""
        since, until, rendered = self._kept.get(key, (_NEVER, _NEVER, None))
        return rendered if since <= now < until else None

    def put(self, key: tuple[str, ...], rendered: Rendered, since: datetime, until: datetime) -> None:
        """Lay `rendered` ready for [since, until)."""
        self._kept[key] = (since, until, rendered)
        self._kept.move_to_end(key)
        if len(self._kept) > self._room:
            self._kept.popitem(last=False)
