"""Values about feeds and runs that the store returns, beside the shared models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wireroom.common.text.counted import agreeing, counted
from wireroom.models import Counts, Feed, Outcome


@dataclass(frozen=True, slots=True)
class FeedChanges:
    """How many feeds changed when the database followed the list of feeds."""

    added: int = 0
    changed: int = 0
    retired: int = 0
    restored: int = 0  # were retired, and are listed again
    unchanged: int = 0
    moved: int = 0  # listed at their new address; also counted as changed or unchanged


@dataclass(frozen=True, slots=True)
class RetiringFeed:
    """A feed that is no longer listed."""

    url: str
    title: str
    has_brought: bool  # articles, and is not of the sample newsroom


@dataclass(frozen=True, slots=True)
class Retiring:
    """The feeds that a list would retire, and of how many."""

    feeds: tuple[RetiringFeed, ...]
    active: int  # feeds that are not retired
    active_with_articles: int  # those that have brought articles, without the sample newsroom


@dataclass(frozen=True, slots=True)
class FeedListState:
    """How the last attempt to follow the list of feeds went."""

    path: str
    problem: str  # empty: it was followed
    problem_since: datetime | None


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """A feed with its state in words, for lists."""

    feed: Feed
    health: str  # a sentence: how it is and what to do
    outcome: Outcome | None  # of the last poll; None: never polled
    articles: int  # seen in this feed so far
    condition: str  # in one word: `news.feeds.condition`
    needs_somebody: bool
    cause: str  # why it is not well, alike for all feeds of that cause; empty: it is
    detail: str  # what the last poll found, in words
    last_well_at: datetime | None
    next_poll_reason: str | None = None  # why it is polled next when it is, in words
    said_title: str = ""  # as the feed said it when last polled


@dataclass(frozen=True, slots=True)
class Poll:
    """The poll of one feed in one run."""

    feed_id: int
    title: str  # as declared, as the feed says, or its URL
    url: str
    outcome: Outcome
    detail: str
    failures: int  # in a row, this poll included
    counts: Counts  # of this feed only
    condition: str = ""  # of the feed now: `news.feeds.condition`
    needs_somebody: bool = False  # likewise
    cause: str = ""  # why it is not well, alike for all feeds of that cause; empty: it is


@dataclass(frozen=True, slots=True)
class RefusedEntry:
    """An entry refused in a run."""

    feed: str  # its title
    reason: str
    detail: str
    entry: str  # its title, address or id; empty if it has none

    @property
    def words(self) -> str:
        """One line: feed, entry, why."""
        return f"{self.feed}: {f'“{self.entry}”: ' if self.entry else ''}{self.reason}: {self.detail}"


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause for which feeds are not well, and how many."""

    condition: str
    cause: str
    needs_somebody: bool
    feeds: int

    @property
    def words(self) -> str:
        """One line: `41 feeds: host was not found, most likely this machine's network`."""
        what = counted(self.feeds, "feed")
        if self.needs_somebody:
            what += f" {agreeing(self.feeds, 'needs', 'need')} attention"
        return f"{what}{' failed once' if self.condition == 'failed_once' else ''}: {self.cause}"


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run; `counts` are the sum over its feeds."""

    id: int
    kind: str
    key: str
    status: str  # `running`, `succeeded`, `failed`
    started_at: datetime
    counts: Counts
    detail: str
    remarks: tuple[str, ...] = ()
