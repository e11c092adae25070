"""The register of origins: for each name, what it reads and how it is opened.

The params of the DAGs, the command line and the backfill read it. A new origin is a line of `ORIGINS` and the
function that opens it. The function imports its module only then: DAG files, parsed for ever, need the names
alone. The order of the lines is the order in which a day is gathered and in which `backfill gaps` asks.

kind         │ reads                          │ made for      │ offers
─────────────┼────────────────────────────────┼───────────────┼─────────────────────────────────────────────────
FromLanding  │ what we have landed            │ `LandedFiles` │ `cost`, `documents` (`Origin`)
FromFeeds    │ the network, feed by feed      │ `FeedHistory` │ the same and `estimate` (`FeedOrigin`)
FromPlace    │ files that are named           │ `Place`       │ a subclass of `FilesOrigin`: `read` a file
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireroom.errors import ConfigurationError

if TYPE_CHECKING:
    from wireroom.archive.files_origin import FilesOrigin, Place
    from wireroom.archive.landed import LandedFiles
    from wireroom.archive.origin import FeedOrigin, Origin
    from wireroom.archive.walks.feed_history import FeedHistory
    from wireroom.models import ArchivedDocument

_COMMON_CRAWL = "https://data.commoncrawl.org"


@dataclass(frozen=True, slots=True)
class FromLanding:
    """Reads our own landing files."""

    summary: str  # what it reads, for people
    open: Callable[[LandedFiles], Origin]
    by_day: bool = True  # a day can be had without reading the others


@dataclass(frozen=True, slots=True)
class FromFeeds:
    """Fetches the past of one feed after another; `linked_only`: only of feeds that link to an archive."""

    summary: str
    open: Callable[[FeedHistory], FeedOrigin]
    linked_only: bool = False
    by_site: bool = False  # of several feeds of a host one speaks for all
    one_server: bool = False  # all are asked of the same: one after the other
    of_feeds: bool = False  # all that it gives was asked for as a feed
    restored: Callable[[ArchivedDocument], ArchivedDocument] = lambda document: document  # of what was landed
    by_day: bool = True


@dataclass(frozen=True, slots=True)
class FromPlace:
    """Reads files at a given place: a file, a folder or an fsspec URL."""

    summary: str
    open: Callable[[Place], FilesOrigin]
    by_day: bool = False
    default_place: str = ""  # where it is where none is named
    days_choose_files: bool = False  # days that are named choose files, not articles in them


def _landed(files: LandedFiles) -> Origin:
    from wireroom.archive.landed import LandedOrigin

    return LandedOrigin(files)


def _rfc5005(history: FeedHistory) -> FeedOrigin:
    from wireroom.archive.walks.rfc5005 import Rfc5005Origin

    return Rfc5005Origin(history)


def _paged(history: FeedHistory) -> FeedOrigin:
    from wireroom.archive.walks.paged import PagedOrigin

    return PagedOrigin(history)


def _sitemaps(history: FeedHistory) -> FeedOrigin:
    from wireroom.archive.sitemaps import SitemapsOrigin

    return SitemapsOrigin(history)


def _cdx(history: FeedHistory) -> FeedOrigin:
    from wireroom.archive.cdx import CdxOrigin

    return CdxOrigin(history)


def _as_captured(document: ArchivedDocument) -> ArchivedDocument:
    from wireroom.archive.cdx import as_captured

    return as_captured(document)


def _documents(place: Place) -> FilesOrigin:
    from wireroom.archive.saved.documents import DocumentsOrigin

    return DocumentsOrigin(place)


def _warc(place: Place) -> FilesOrigin:
    from wireroom.archive.warc import WarcOrigin

    return WarcOrigin(place)


def _ccnews(place: Place) -> FilesOrigin:
    from wireroom.archive.ccnews import CcNewsOrigin

    return CcNewsOrigin(place)


Registered = FromLanding | FromFeeds | FromPlace

ORIGINS: Mapping[str, Registered] = {
    "landed": FromLanding("our own WARC files of the day and the day after", _landed),
    "rfc5005": FromFeeds(
        "archive documents and pages that feeds link to", _rfc5005, linked_only=True, of_feeds=True
    ),
    "paged": FromFeeds("older pages of feeds, as WordPress serves them (?paged=2)", _paged, of_feeds=True),
    "sitemaps": FromFeeds("pages that a feed's site names in its sitemaps", _sitemaps, by_site=True),
    "cdx": FromFeeds(
        "captures of feeds in a web archive (Wayback, or WIREROOM_CDX_URL)",
        _cdx,
        one_server=True,
        restored=_as_captured,
    ),
    "documents": FromPlace(
        "saved feeds, pages, texts, tables and mailboxes in folders, zips and tars",
        _documents,
        by_day=True,
    ),
    "warc": FromPlace("WARC, ARC and WACZ files of any crawl", _warc),
    "ccnews": FromPlace(
        "Common Crawl's news crawl, by the days of crawling and --host",
        _ccnews,
        default_place=_COMMON_CRAWL,
        days_choose_files=True,
    ),
}


def origin_named(name: str) -> Registered:
    """The origin `name`. Raises ConfigurationError with the names of all origins."""
    if name not in ORIGINS:
        raise ConfigurationError(f"no origin is named {name}; there are {', '.join(ORIGINS)}")
    return ORIGINS[name]


def reads_files(name: str) -> bool:
    """Whether the origin reads files at a place. Raises ConfigurationError if there is no such origin."""
    return isinstance(origin_named(name), FromPlace)


def summaries(*, by_day: bool = False) -> str:
    """Names and summaries of the origins for a help text; `by_day`: only those that can be read by day."""
    return "; ".join(
        f"{name}{':PLACE' if isinstance(origin, FromPlace) and not by_day else ''}: {origin.summary}"
        for name, origin in ORIGINS.items()
        if origin.by_day or not by_day
    )
