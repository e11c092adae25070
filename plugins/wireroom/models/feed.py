"""A feed as the operator declares it, as the database knows it, and as its entries are read against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime, timedelta
from typing import Final

from wireroom.models.parsed_feed import Reader
from wireroom.models.value import value

# Validators lie: an ETag stuck while the content changes (miniflux-legacy#218), 304 for ever
# (FreshRSS#1020). So every so often the whole body is asked for.
FULL_EVERY = 24  # polls


@value
class EntryRule:
    """What `keep` or `drop` of feeds.yaml looks for in one field of an entry."""

    field: str  # `title`, `text`, `url`, `author`, `category`, or `any` of them
    text: str  # words, in any case; or `re2:` and a pattern


@value
class FeedSpec:
    """A feed as `feeds.yaml`, OPML or the command line declares it."""

    url: str  # as it may be shown: a secret that stands in it is masked, `?token=***3fa9c1`
    title: str | None = None
    publisher: str | None = None  # name of the outlet; None: learned from the feed
    country: str | None = None  # ISO 3166-1 alpha-2, lower case
    language: str | None = None  # BCP 47, lower case
    timezone: str | None = None  # IANA name, for dates that carry no zone
    category: tuple[str, ...] = ()  # path of folders, as OPML nests them
    every: timedelta | None = None  # None: learned from the feed
    paused: bool = False
    private: bool = False  # may live on a loopback or private address
    archive: str | None = None  # newest RFC 5005 archive or page document, where the feed names none
    headers: tuple[tuple[str, str], ...] = ()  # sent to its host; secrets in them as `${NAME}`
    basic_auth: str | None = None  # `user:${PASSWORD}`
    connection: str | None = None  # Airflow's, by its id: user, password and headers
    secrets: Mapping[str, str] = field(
        default_factory=dict, repr=False, hash=False
    )  # of `url`, by their masks
    keep: tuple[EntryRule, ...] = ()  # only entries that one of these fits; none: all
    drop: tuple[EntryRule, ...] = ()  # of those, no entry that one of these fits
    full_text: str = "auto"  # whether its articles' pages are fetched: `auto`, `always`, `never`
    family: str = ""  # politeness family: registrable domain, or service such as a blog host


@value
class Validators:
    """Validators of the last answer, for the next conditional request (RFC 9110 §8.8, §13)."""

    etag: str | None = None
    last_modified: str | None = None  # verbatim: servers compare it as text
    body_sha256: bytes | None = None  # of the last full body, for servers that ignore validators


@value
class Window:
    """The dated entries of a feed's last body, and how long an entry stays in its document."""

    seen_at: datetime  # when the body was fetched
    oldest: datetime  # but for a tenth of the entries, that may be pinned
    newest: datetime
    entries: int
    shortest: timedelta  # stay of an entry when most was published, of late


@value
class Rhythm:
    """How many entries a feed has published in each hour of the week, of late."""

    counts: tuple[int, ...]  # 168, from Monday's first in UTC; in 64ths of an entry, halved in four weeks
    since: datetime  # when the time began in which they came
    until: datetime  # date of the newest that is counted
    at: datetime  # when they counted so much


@value
class ReaderState:
    """Which reader of a feed is believed, and the result of the last comparison."""

    believed: Reader | None = None  # None: no document of the feed was read yet
    fuller: Reader | None = None  # another that one poll found fuller: believed if the next agrees
    disagreement: str | None = None  # what feedparser found and ours did not, in words; None: not compared


@value
class Feed:
    """A feed as the database knows it: its declaration and what the last polls taught."""

    id: int
    spec: FeedSpec
    validators: Validators = field(default_factory=Validators)
    fetch_url: str | None = None  # where a permanent redirect that held has led; None: spec.url
    redirected_to: str | None = None  # permanent redirect seen, not yet believed
    redirected_since: datetime | None = None
    redirected_polls: int = 0  # that gave entries there
    redirect_shares: bool = False  # some of them the feed had before the redirect was seen
    move_note: str = ""  # why it is not believed, in words
    refused_move: str | None = None  # where the operator does not want it asked
    polls_since_full: int = 0  # conditional polls since a full body was last asked for
    failures: int = 0  # consecutive, of any kind
    entries: int = 0  # in the last body that was read
    last_polled_at: datetime | None = None
    last_new_at: datetime | None = None  # when a poll last brought a new article
    next_poll_at: datetime | None = None  # None: due now
    interval: timedelta | None = None  # between two polls, as is usual for it
    day_first: bool | None = None  # learned order of numeric dates; None: unknown
    archive_url: str | None = None  # prev-archive (RFC 5005) as the last poll saw it
    window: Window | None = None  # None: no body with dates was seen yet
    rhythm: Rhythm | None = None  # likewise
    wish: timedelta | None = None  # how long its last document asks to be left alone
    readers: ReaderState = field(default_factory=ReaderState)


@value
class FeedSelection:
    """Which feeds a run polls."""

    match: str = ""  # those whose URL, title or publisher contains it, in any case
    even_if_not_due: bool = False  # whatever their schedule says
    in_full: bool = False  # without their validators


@value
class Shard:
    """A few feeds that one task polls; every feed of a politeness family is in the same shard."""

    number: int
    name: str  # what the Airflow page calls the mapped task
    feed_ids: tuple[int, ...]


IsRepeated = Callable[[int, str], bool]  # a block's mark, the page's headline


@value
class PageHints:
    """What other sources say about a page."""

    is_repeated: IsRepeated | None = None  # whether others of its site end with a block, by its mark
    summary: str = ""  # the feed's words on its article, as text


NO_HINTS: Final = PageHints()


@value
class FeedContext:
    """What is known of a feed, as declared by the operator, else as said by the feed; None if unknown."""

    feed_id: int
    url: str  # where the bytes came from
    seen_at: datetime  # when they were fetched: the `now` of every judgement about dates
    title: str | None = None
    site_url: str | None = None
    publisher: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2, lower case
    language: str | None = None  # BCP 47
    timezone: str | None = None  # IANA name
    day_first: bool | None = None
    reader: Reader | None = None  # whose reading of this feed is believed
    keep: tuple[EntryRule, ...] = ()  # as in FeedSpec
    drop: tuple[EntryRule, ...] = ()
    listed_url: str | None = None  # the feed's address in feeds.yaml, which may have redirected to `url`
    hints: PageHints = NO_HINTS  # of a page
