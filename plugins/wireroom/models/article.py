"""What we say: a clean, dated, attributed article and the parts it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import IntEnum, StrEnum

from wireroom.models.value import value

Span = tuple[int, int]  # half-open, in characters of the article's text


class Precision(StrEnum):
    """How exact a date is: what was written, not what was filled in."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"  # published_at is then 00:00 UTC of that day
    MONTH = "month"


@value
class DateReading:
    """One reading of one raw date; `at` is None when it was refused, and `note` says why."""

    raw: str
    source: str  # `feed:pubDate`, `feed:updated`, `url`, `text`, …
    at: datetime | None = None  # UTC
    precision: Precision | None = None
    reader: str = ""  # which reader read it
    note: str = ""  # why refused, or what was assumed (`zone from language`, …)


@value
class LanguageReading:
    """The language of a text, how certain it is, and its source."""

    code: str | None  # ISO 639-1 where there is one, lower case, without region; None: not known
    confidence: float  # 0 to 1
    source: str  # `declared`, `detected`, `script`, or `none`


@value
class Publisher:
    """Who published, as distinct from which feed carried it."""

    domain: str  # registrable domain, lower case, or the host where there is none; empty: nobody is named
    name: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2, lower case
    language: str | None = None
    source: str = ""  # where we know it from: `url`, `feed:source`, `outlets`, `feeds.yaml`


class Trust(IntEnum):
    """How close the carrier of a copy is to the publisher at its address.

    A higher value outranks a lower one. The numbers are stored (`wireroom.article_heads.trust`); decision
    0080 says why this order.
    """

    STRANGER = 1  # any other feed: it says whose text it is, and nobody vouches for it
    CARRIER = 2  # a known aggregator, portal or feed service, or a document that the operator filed
    DECLARED = 3  # a feed of which feeds.yaml says that this publisher publishes it
    OWN = 4  # from the publisher's own domain


@value
class Embed:
    """A post or video quoted in the body; it stays in `text` at `span`."""

    kind: str  # `post`, `video`, `audio`, `image` (charts and maps too), `frame`, `other`
    platform: str  # `x`, `mastodon`, `bluesky`, `youtube`, …
    url: str | None = None
    author: str | None = None
    handle: str | None = None  # without the leading @
    date: str | None = None  # ISO 8601 where readable, else as written
    text: str | None = None
    span: Span | None = None  # None: it left no text behind


@value
class Attribution:
    """A statement of where the text comes from; it stays in `text` at `span`."""

    kind: str  # `agency`, `adapted`, `original`, `licence`, `copyright`
    name: str | None = None  # agency, outlet or licence
    url: str | None = None
    text: str = ""  # the notice as written
    span: Span | None = None


@value
class Cleaned:
    """A body after cleaning: safe HTML, plain text and what was found in it."""

    html: str
    text: str  # paragraphs separated by a blank line; no tags, entities or control characters
    embeds: tuple[Embed, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    images: tuple[str, ...] = ()  # absolute URLs, in order
    byline: str | None = None  # taken off the text's head
    date_line: str | None = None  # taken off the text's head as written; and below it one of a change


@value
class Article:
    """One article as it goes to the database."""

    feed_id: int
    seen_at: datetime  # when the bytes that say this were fetched
    keys: tuple[bytes, ...]  # identity: any one in common means the same article
    guid: str | None
    url: str | None
    canonical_url: str | None
    title: str
    summary: str  # plain text
    text: str
    html: str
    publisher: Publisher
    published: DateReading | None = None
    updated: DateReading | None = None  # what the publisher calls its last change
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    section: str | None = None
    language: str | None = None
    image_url: str | None = None
    media: tuple[Mapping[str, object], ...] = ()  # enclosures: url, type, length
    embeds: tuple[Embed, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    word_count: int = 0
    duration_seconds: int | None = None  # of a podcast's episode
    fingerprint: bytes = (
        b""  # sha256 over what a reader would call the content, with `whole_text` for its text
    )
    whole_text: str | None = (
        None  # with what its site has under other articles too; None: nothing. Not stored
    )
    read_before: bytes | None = None  # fingerprint of the same bytes as the feed's reader before read them;
    # empty: it found no such article; None: the reader is the same as ever
    replayed: bool = False  # read out of landed bytes again: what differs is ours, not the publisher's
    reads_otherwise: bool = False  # of those: another date, author or the like than is stored of these bytes
    provenance: Mapping[str, str] = field(default_factory=dict)  # field → where from
    from_page: bool = False  # the text is its page's, where a feed gave less
    trust: Trust = Trust.OWN  # who says all this, seen from `publisher`
    is_known: bool = False  # the entry is as it was: identity and date alone, to be looked up, never written


@value
class KnownEntry:
    """The result of an entry in a feed's last document."""

    keys: tuple[bytes, ...]
    fingerprint: bytes
    trust: Trust
    published: DateReading  # without its raw text


@value
class KnownDocument:
    """The results of a feed's last document, by entry."""

    seen_at: datetime  # when its bytes were fetched
    context: bytes  # what its articles depend on besides their entries
    entries: Mapping[bytes, KnownEntry]  # by mark


@value
class DroppedEntry:
    """An entry that the rules of feeds.yaml dropped."""

    feed_id: int
    rule: str  # the rule as feeds.yaml has it, or that none of `keep` fits
    title: str  # plain text
    published: DateReading | None  # it shows how long entries stay in the document, wanted or not


@value
class Rejection:
    """An entry that could not become an article, kept with its bytes so that it can be replayed."""

    feed_id: int
    seen_at: datetime
    reason: str  # short name: `no_identity`, `no_content`, `absurd`, …
    detail: str  # in words
    raw: bytes  # the entry as read, JSON
    key: bytes  # sha256 of feed and raw: the same rejection is one row
