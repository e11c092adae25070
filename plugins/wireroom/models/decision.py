"""What to do with an article, and what filing a shard came to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from wireroom.models.article import Article, DroppedEntry, Rejection, Trust
from wireroom.models.poll import FeedResult
from wireroom.models.value import value


@value
class StoredArticle:
    """What a decision needs to know of a stored article."""

    id: int
    home_feed_id: int | None  # the feed whose copy is the article's content
    fingerprint: bytes
    content_seen_at: datetime  # when the bytes of the stored content were fetched
    text_length: int  # characters
    revisions: int  # versions kept so far
    trust: Trust | None = Trust.OWN  # of whoever brought the content; None: filed before that was known
    has_copies: bool = False  # more than one text of it is known: see Copy


@value
class Copy:
    """One text of an article as one feed had it, from first capture to last; kept once there are several.

    An article's versions are those of its copies that counted, in the order of capture.
    """

    feed_id: int  # 0: no feed, a document
    trust: Trust | None
    fingerprint: bytes
    captured_at: datetime
    last_captured_at: datetime
    text_length: int  # characters
    id: int | None = None  # None: not stored yet
    version: int | None = None  # the version of the article that it is; None: it did not count
    reason: str = ""  # why it counted, or why not
    row: int | None = None  # place in the batch of the article that says it; None: as stored
    from_page: bool = False  # what the article's page said, not the feed
    is_page: bool = False  # its text is a page's: fetched for the feed, or met in an archive
    like: int | None = None  # id of the stored copy that has the same content, where this one is new
    title: str = ""  # empty: it has none, or nobody knows any more


class Action(StrEnum):
    """What the store does with an article."""

    INSERT = "insert"
    REVISE = "revise"
    SIGHTING = "sighting"  # known; only counters move


@value
class Known:
    """What is stored about the articles of a batch."""

    ids: Mapping[bytes, int]  # identity key → article
    articles: Mapping[int, StoredArticle]
    copies: Callable[[Sequence[int]], Mapping[int, Sequence[Copy]]]  # of articles, all their copies
    fresh_ids: Iterator[int]  # for new articles


@value
class PlannedWrite:
    """The decision on one article of a batch; `store` carries it out."""

    action: Action
    article: Article
    article_id: int
    reason: str
    writes: Writes


class Writes(StrEnum):
    """Where an article's content is written."""

    NOTHING = "nothing"
    ARTICLE = "article"  # a new article's first version
    FIRST = "first"  # the first version of a known article, in place: the same text, captured earlier
    COPY = "copy"  # among the article's copies, of which BatchPlan.copies says what becomes


@value
class BatchPlan:
    """All writes of a batch."""

    writes: tuple[PlannedWrite, ...]  # one an article of the batch, in its order
    keys: Mapping[bytes, int]  # identity keys that are new
    copies: Mapping[int, tuple[Copy, ...]]  # article → all its copies, where they have changed
    kept: Mapping[int, int]  # article → versions of it that stay as they are, where it has changed copies
    learnt: frozenset[int] = frozenset()  # articles filed before trust was known, of which it now is


@value
class LoadItem:
    """What one document (of a poll, an archive, or a page) gives to load."""

    articles: tuple[Article, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    result: FeedResult | None = None  # None: not a poll, the feed's state stays as it is
    dropped: tuple[DroppedEntry, ...] = ()


@value
class LoadBatch:
    """Items for one transaction: their articles, rejections and the feeds' new state."""

    run_id: int
    articles: tuple[Article, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    results: tuple[FeedResult, ...] = ()
    dropped: tuple[DroppedEntry, ...] = ()


@value
class Counts:
    """Totals of filing, which can be added over batches, shards and runs."""

    feeds: int = 0
    entries: int = 0
    inserted: int = 0
    revised: int = 0
    unchanged: int = 0
    rejected: int = 0
    dropped: int = 0  # by the rules of feeds.yaml
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
            dropped=self.dropped + other.dropped,
            outcomes=merged,
        )


@dataclass(frozen=True)
class EventPrint:
    """What an article is compared by to find its event: `words`, the rarest first, and their `weights`.

    The weights form a vector of length 1; which words are in the title and which of those are numbers too.
    """

    words: tuple[int, ...]
    weights: tuple[float, ...]
    title: frozenset[int]
    numbers: frozenset[int]

    @cached_property
    def vector(self) -> dict[int, float]:
        """Word → weight."""
        return dict(zip(self.words, self.weights, strict=True))
