"""Prints an edition: edition and now in, the bytes that go over the wire out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from wireroom.newsroom.atom import atom
from wireroom.newsroom.edition import Edition
from wireroom.newsroom.json_feed import json_feed
from wireroom.newsroom.podcast import podcast
from wireroom.newsroom.quirks import QUIRKS
from wireroom.newsroom.rdf import rdf
from wireroom.newsroom.rss import rss
from wireroom.newsroom.sitemap import sitemap

_SHAPES: dict[str, tuple[Callable[[Edition], str], str]] = {
    "rss": (rss, "application/rss+xml"),
    "rdf": (rdf, "application/rdf+xml"),
    "atom": (atom, "application/atom+xml"),
    "json": (json_feed, "application/feed+json"),
    "sitemap": (sitemap, "application/xml"),
    "podcast": (podcast, "application/rss+xml"),
}


def print_edition(edition: Edition, now: datetime) -> bytes:
    """The document in its shape, with its quirk, in its encoding; the same edition gives the same bytes."""
    text = _written(edition)
    if edition.feed.quirk:
        text = QUIRKS[edition.feed.quirk](text, edition, now)
    return text.encode(edition.feed.encoding, "xmlcharrefreplace")


def media_type(edition: Edition) -> str:
    """The Content-Type of its shape; no charset, so that the document's own word counts (RFC 7303)."""
    return _SHAPES[edition.feed.shape][1]


@lru_cache(maxsize=64)
def _written(edition: Edition) -> str:
    return _SHAPES[edition.feed.shape][0](edition)
