"""A feed and a moment in, what a poll of a publisher's model teaches then out; no bytes and no network."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

from wireroom.decide import feed_result
from wireroom.models import (
    Article,
    DateReading,
    Entry,
    Exchange,
    Feed,
    FeedFormat,
    FeedResult,
    LandedRef,
    Outcome,
    ParsedFeed,
    PolledDocument,
    PollLimits,
    Precision,
    Publisher,
)
from wireroom.settings import Settings

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)  # when the model begins
ENTRIES_A_DAY = (0.3, 0.3, 0.3, 2, 2, 2, 2, 10, 10, 60)  # by feed, in turn
DOCUMENT = 20
PASSED = ParsedFeed(format=FeedFormat.RSS, entries=(Entry(position=0),))


def asked(feed: Feed, now: datetime, settings: Settings) -> FeedResult:
    """What a poll of the model's document teaches."""
    document = published(feed.id, now)
    is_new = feed.rhythm is None or feed.last_polled_at is None or document[-1] > feed.last_polled_at
    outcome = Outcome.OK if is_new else Outcome.NOT_MODIFIED
    exchange = Exchange(feed.id, feed.spec.url, now, outcome, status=200 if is_new else 304)
    return feed_result(
        feed,
        exchange,
        LandedRef("file:///none", "none"),
        PolledDocument(PASSED, [article(feed.id, at) for at in document]) if is_new else PolledDocument(),
        PollLimits(settings.min_interval, settings.max_interval, settings.waiting),
        now=now,
        random=lambda: fraction(feed.id, now.minute + 60 * now.hour),
    )


def published(feed_id: int, now: datetime) -> list[datetime]:
    """The newest entries, the oldest first: one in each stretch of a day, at any moment of it."""
    stretch = timedelta(days=1) / ENTRIES_A_DAY[feed_id % len(ENTRIES_A_DAY)]
    last = math.floor((now - NOON) / stretch)
    moments = (
        NOON + (number + fraction(feed_id, number)) * stretch for number in range(last - DOCUMENT, last + 1)
    )
    return [at for at in moments if at <= now]


def fraction(feed_id: int, number: int) -> float:
    """0 ≤ x < 1, the same for the same."""
    return (feed_id * 7919 + number * 104_729) % 1009 / 1009


def article(feed_id: int, at: datetime) -> Article:
    reading = DateReading("", "feed:pubDate", at=at, precision=Precision.SECOND)
    return Article(
        feed_id, at, (b"k",), None, None, None, "t", "", "", "", Publisher("e.example"), published=reading
    )
