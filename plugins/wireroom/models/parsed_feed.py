"""What a publisher said, nothing repaired: a parsed feed and its entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Final

from wireroom.models.value import value


class FeedFormat(StrEnum):
    """The dialect a document was read as."""

    RSS = "rss"  # 0.9x to 2.0
    RDF = "rdf"  # RSS 0.90, 1.0, 1.1
    ATOM = "atom"  # 0.3, 1.0
    JSON = "json"  # JSON Feed 1.0, 1.1
    SITEMAP = "sitemap"  # news sitemap, read as a feed
    PAGE = "page"  # a saved HTML page, read as one entry
    TEXT = "text"  # a saved plain text, read as one entry


@value
class Link:
    """An atom:link or its like; `href` as written, resolved only where xml:base says so."""

    href: str
    rel: str = "alternate"
    type: str | None = None
    title: str | None = None
    hreflang: str | None = None


@value
class Markup:
    """A text construct: the characters and what they are."""

    value: str
    type: str = "html"  # `html` (may hold markup) or `text` (must not be read as markup)
    base: str | None = None  # xml:base in force
    language: str | None = None  # xml:lang in force


@value
class Person:
    """An author as written; `name` may be a whole byline."""

    name: str
    email: str | None = None
    url: str | None = None


@value
class RawDate:
    """A date as written and the element that held it (`pubDate`, `updated`, `dc:date`, …)."""

    field: str
    text: str


@value
class Tag:
    """A category as written."""

    term: str
    scheme: str | None = None
    label: str | None = None


@value
class Media:
    """An enclosure, media:content, media:thumbnail, itunes:image or image element."""

    url: str
    kind: str  # `enclosure`, `content`, `thumbnail`, `image`
    type: str | None = None  # MIME type as written
    length: int | None = None  # bytes
    width: int | None = None  # pixels
    height: int | None = None
    title: str | None = None
    credit: str | None = None
    duration: int | None = None  # seconds
    medium: str | None = None  # `image`, `video`, `audio`, … (Media RSS)
    is_default: bool | None = None  # the one of its group to be used (Media RSS)


@value
class Entry:
    """One item of a feed, as its publisher wrote it."""

    position: int  # 0-based, in the document
    guid: str | None = None
    guid_is_permalink: bool | None = None  # None: not said
    link: str | None = None  # the article's page
    links: tuple[Link, ...] = ()
    title: Markup | None = None
    summary: Markup | None = None
    content: Markup | None = None  # the longest body given
    whole: Markup | None = None  # of a page: with what its site has under other articles too; None: nothing
    authors: tuple[Person, ...] = ()
    dates: tuple[RawDate, ...] = ()
    tags: tuple[Tag, ...] = ()
    media: tuple[Media, ...] = ()
    source_title: str | None = None  # <source>: the outlet an aggregator took it from
    source_url: str | None = None
    original_link: str | None = None  # feedburner:origLink
    rights: str | None = None
    language: str | None = None
    comments: str | None = None
    kind: str | None = None  # of an export of a whole site: `post`, `attachment`, `comment`, …
    status: str | None = None  # likewise: `publish`, `draft`, …
    duration: str | None = None  # of an episode: `1:02:03`, `62:03` or seconds
    point: tuple[float, float] | None = None  # georss: latitude, longitude

    @property
    def is_usable(self) -> bool:
        """Whether the entry has an identity (guid or link) and something to read."""
        return bool((self.guid or self.link) and (self.title or self.content or self.summary))


class Reader(StrEnum):
    """Who read a document; the names are what `news.feeds` shows."""

    WIREROOM = "wireroom"  # our own, over lxml; it comes first
    FEEDPARSER = "feedparser"  # the second, at a first poll and where there is any doubt


@value
class Disagreement:
    """What feedparser found in a document and our reader did not."""

    ours: int  # usable entries that each found
    theirs: int
    entries: tuple[str, ...] = ()  # that ours lacks, by id, link or title
    fields: Mapping[str, int] = field(default_factory=dict)  # in how many entries ours lacks the field

    def __bool__(self) -> bool:
        return bool(self.entries or self.fields)


@value
class PageTail:
    """The last blocks of a page's article, to recognise them on other pages of its site."""

    headline: str = ""
    marks: tuple[int, ...] = ()  # of its last blocks


NO_TAIL: Final = PageTail()


@value
class ParsedFeed:
    """A parsed document; `problems` says in words what was wrong with it."""

    format: FeedFormat
    version: str = ""  # `2.0`, `1.0`, `0.3`, …
    encoding: str = "utf-8"  # the one that decoded the bytes
    title: str | None = None
    link: str | None = None  # the site's page
    links: tuple[Link, ...] = ()  # self, hub, next, prev-archive, current, …
    language: str | None = None
    description: str | None = None
    image_url: str | None = None
    generator: str | None = None
    rights: str | None = None
    ttl_minutes: int | None = None  # RSS ttl, or sy:updatePeriod and Frequency
    is_complete: bool = False  # fh:complete (RFC 5005 §2)
    is_archive: bool = False  # fh:archive (RFC 5005 §4)
    entries: tuple[Entry, ...] = ()
    left_out: int = 0  # entries beyond those: of more than are taken in at once the oldest are left out
    tail: PageTail = NO_TAIL  # of a page
    problems: tuple[str, ...] = field(default=())
    is_damaged: bool = False  # not well-formed, or broken off: its last entry may be half of one
    cut_off: int | None = None  # the position of that entry, where the text ends in the middle of it

    @property
    def usable_entries(self) -> int:
        """The number of usable entries, by which two readings of a document are compared."""
        return sum(entry.is_usable for entry in self.entries)

    def is_fuller_than(self, other: ParsedFeed | None) -> bool:
        """Whether this reading of the same document finds more usable entries.

        With equal numbers, more bodies and then more filled fields count if the other reading is damaged or
        has no entries: an unclosed tag hides what follows it in its entry, which may be usable all the same.
        """
        if other is None or self.usable_entries != other.usable_entries:
            return other is None or self.usable_entries > other.usable_entries
        return (other.is_damaged or not other.entries) and _filled_fields(self) > _filled_fields(other)


def _filled_fields(feed: ParsedFeed) -> tuple[int, int]:
    """The numbers of bodies and of other fields in entries that are not cut off."""
    whole = [entry for entry in feed.entries if entry.position != feed.cut_off]
    bodies = sum(bool(entry.content or entry.summary) for entry in whole)
    return bodies, sum(bool(said) for e in whole for said in (e.guid, e.link, e.title, e.dates, e.content))
