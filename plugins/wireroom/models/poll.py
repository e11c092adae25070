"""One poll of a feed: the limits it is judged by, what its document told, and what both teach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime, timedelta

from wireroom.models.article import Article, DroppedEntry, KnownDocument
from wireroom.models.exchange import Exchange, LandedRef, Outcome
from wireroom.models.feed import ReaderState, Rhythm, Validators, Window
from wireroom.models.parsed_feed import ParsedFeed
from wireroom.models.value import value


@value
class PollLimits:
    """How often the operator lets any feed be asked."""

    min_interval: timedelta
    max_interval: timedelta
    waiting: timedelta  # how long new entries may wait for the next poll, added up over the entries


@value
class PolledDocument:
    """What a poll's document says; empty if the answer had none (a 304, a failure)."""

    parsed: ParsedFeed | None = None  # None too where the document was refused
    articles: Sequence[Article] = ()
    dropped: Sequence[DroppedEntry] = ()  # by the feed's rules: they tell how long entries stay in it
    refused: str | None = None  # in words: why it could not or may not be read
    refused_as: Outcome = Outcome.NOT_A_FEED
    day_first: bool | None = None  # whether its dates are written 31/12; None: they do not tell
    readers: ReaderState | None = None  # whom to believe after it; None: as before


@value
class FeedResult:
    """What a poll taught about its feed: saved in the transaction that saves its articles."""

    feed_id: int
    exchange: Exchange
    ref: LandedRef
    outcome: Outcome  # after parsing: may be worse than the exchange's
    detail: str
    validators: Validators
    next_poll_at: datetime
    interval: timedelta
    failures: int
    polls_since_full: int
    entries: int = 0
    title: str | None = None  # as the feed says
    site_url: str | None = None
    language: str | None = None
    format: str | None = None
    day_first: bool | None = None
    archive_url: str | None = None
    hub_url: str | None = None  # that its document names (WebSub)
    topic_url: str | None = None  # what that hub calls the feed
    fetch_url: str | None = None
    redirected_to: str | None = None
    redirected_since: datetime | None = None
    redirected_polls: int = 0
    move_note: str = ""
    window: Window | None = None
    rhythm: Rhythm | None = None
    wish: timedelta | None = None  # how long the publisher asks to be left alone
    reason: str = ""  # of the next poll, in words
    document: KnownDocument | None = None  # to be known at the next poll; None: nothing is kept of it
    readers: ReaderState = field(default_factory=ReaderState)
    missed: int = 0  # entries that left the document unseen, by date: to be taken back where any is known
