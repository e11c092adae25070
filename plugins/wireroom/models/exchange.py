"""Bytes that a publisher gave: one request for a feed and what came of it, or a document of an archive."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from wireroom.models.value import value


class Outcome(StrEnum):
    """How a poll ended. The first four are healthy; the names are what `news.feeds` shows."""

    OK = "ok"  # a feed with entries
    NOT_MODIFIED = "not_modified"  # 304
    UNCHANGED = "unchanged"  # 200 with the bytes of last time
    EMPTY = "empty"  # a feed, without entries
    # the network between us; the feed itself may be well
    UNREACHABLE_HOST = "unreachable_host"  # the name does not resolve, or no route
    CONNECTION_FAILED = "connection_failed"  # refused, reset, cut short
    TLS_FAILED = "tls_failed"
    TIMED_OUT = "timed_out"
    # the server said no
    RATE_LIMITED = "rate_limited"  # 429, or 503 with Retry-After
    FORBIDDEN = "forbidden"  # 401, 403
    BOT_WALL = "bot_wall"  # a challenge for browsers answered, not the publisher
    PAYMENT_REQUIRED = "payment_required"  # 402
    NOT_FOUND = "not_found"  # 404: not death
    GONE = "gone"  # 410
    CLIENT_ERROR = "client_error"  # other 4xx
    SERVER_ERROR = "server_error"  # 5xx
    # we said no
    BAD_URL = "bad_url"
    SECRET_MISSING = "secret_missing"  # noqa: S105 - the list refers to one that is not set here
    BLOCKED_ADDRESS = "blocked_address"  # loopback, private, link-local, metadata service
    DISALLOWED = "disallowed"  # robots.txt keeps us from this page; feeds are not asked about
    TOO_MANY_REDIRECTS = "too_many_redirects"
    TOO_LARGE = "too_large"
    DECOMPRESSION_BOMB = "decompression_bomb"
    # the bytes are not what they should be
    CAPPED = "capped"  # more entries than one poll takes in; the newest were kept
    TRUNCATED = "truncated"  # the body stops before its end; what is whole was kept
    NOT_A_FEED = "not_a_feed"
    MALFORMED = "malformed"  # a feed in parts; what could be read was kept
    UNPARSABLE = "unparsable"  # refused or unreadable: entity bomb, parser failed
    TOO_SLOW = "too_slow"  # reading it passed its budget of time

    @property
    def is_healthy(self) -> bool:
        """Whether the publisher answered as it should; so does a malformed feed that gave entries."""
        return self in _HEALTHY

    @property
    def is_reachable(self) -> bool:
        """Whether something answered; only such feeds count in a run's share of failures."""
        return self not in _UNREACHABLE


_HEALTHY = frozenset(
    {Outcome.OK, Outcome.NOT_MODIFIED, Outcome.UNCHANGED, Outcome.EMPTY, Outcome.MALFORMED, Outcome.CAPPED}
)
_UNREACHABLE = frozenset({Outcome.UNREACHABLE_HOST, Outcome.CONNECTION_FAILED})


@value
class Redirect:
    """One hop: the status that sent us on and where to."""

    status: int
    url: str  # absolute target


@value
class Exchange:
    """A poll of one feed. `body` is decompressed; empty unless `outcome` is OK or TRUNCATED."""

    feed_id: int
    url: str  # asked for
    fetched_at: datetime  # UTC; when the request began
    outcome: Outcome
    detail: str = ""  # in words, for the operator: what happened and what to do
    final_url: str | None = None  # answered from, after redirects
    redirects: tuple[Redirect, ...] = ()
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()  # as received, in order
    body: bytes = b""
    elapsed_ms: int = 0
    retry_after: timedelta | None = None  # how long the server asked us to stay away
    conditional: bool = False  # validators were sent
    body_sha256: bytes | None = None  # of the decompressed body, also where UNCHANGED leaves it out
    pushed: bool = False  # a hub delivered it: what is new, not the feed's whole document
    deferred: bool = False  # not asked, for what its host or service said to a sibling: no word on this feed

    @property
    def has_document(self) -> bool:
        """Whether there is a body to read, complete or not."""
        return self.outcome in (Outcome.OK, Outcome.TRUNCATED)

    @property
    def answered_from(self) -> str:
        """The URL of the body, after redirects."""
        return self.final_url or self.url

    @property
    def content_type(self) -> str | None:
        """The Content-Type header as received; None if there is none."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), None)


@value
class LandedRef:
    """Where an exchange was landed: enough to read it back."""

    uri: str  # of the WARC file
    record_id: str  # WARC-Record-ID of the metadata record that carries the outcome


@value
class Landed:
    """An exchange read back from its WARC file."""

    exchange: Exchange
    ref: LandedRef


@value
class ArchivedDocument:
    """One feed, page or text out of a WARC file, an RFC 5005 chain or a folder."""

    uri: str  # where it was read: a file, a record in a WARC, a URL
    url: str  # what it is a copy of; where that is not known, `file:` and its path below the folder read
    body: bytes
    captured_at: datetime  # UTC; when these bytes were taken from the publisher
    content_type: str | None = None
    feed_id: int | None = None  # the feed it belongs to, where it belongs to one
    is_rewritten: bool = False  # the archive was written long after: `captured_at` is what its writer says
    is_torn: bool = False  # the bytes stop before the document's end
    is_feed: bool = False  # asked for as a feed: a page that came instead is no article
    is_polled: bool = False  # of a poll: of many entries only as many are read as the poll took in
    left_out: int = 0  # the others, once it is read
