"""What to do with an article, and what filing a shard came to."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum

from wireroom.models.article import Article, Rejection
from wireroom.models.exchange import Exchange, LandedRef, Outcome
from wireroom.models.feed import Validators
from wireroom.models.value import value


@value
class StoredArticle:
    """The little that a decision needs to know of an article already stored."""

    id: int
    home_feed_id: int | None  # the feed whose copy is the article's content
    fingerprint: bytes
    content_seen_at: datetime  # when the bytes of the stored content were fetched
    text_length: int  # characters
    revisions: int  # versions kept so far


class Action(StrEnum):
    """What the store shall do."""

    INSERT = "insert"
    REVISE = "revise"
    SIGHTING = "sighting"  # known; only counters move


@value
class Decision:
    """An intent with its reason; effects follow in `store`."""

    action: Action
    article: Article
    reason: str
    article_id: int | None = None  # None for an insert


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
    fetch_url: str | None = None
    redirected_to: str | None = None
    redirected_since: datetime | None = None


@value
class Filing:
    """A batch for one transaction: decisions, rejections and the feeds' new state."""

    run_id: int
    decisions: tuple[Decision, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    results: tuple[FeedResult, ...] = ()


@value
class Counts:
    """What filing came to; adds up over batches, shards and runs."""

    feeds: int = 0
    entries: int = 0
    inserted: int = 0
    revised: int = 0
    unchanged: int = 0
    rejected: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)  # Outcome → feeds

    def __add__(self, other: Counts) -> Counts:
        merged = dict(self.outcomes)
        for outcome, feeds in other.outcomes.items():
            merged[outcome] = merged.get(outcome, 0) + feeds
        return Counts(
            feeds=self.feeds + other.feeds,
            entries=self.entries + other.entries,
            inserted=self.inserted + other.inserted,
            revised=self.revised + other.revised,
            unchanged=self.unchanged + other.unchanged,
            rejected=self.rejected + other.rejected,
            outcomes=merged,
        )
