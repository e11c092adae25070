"""Speed: bytes of real feeds to Articles on one core, beside plain `feedparser.parse` on the same bytes."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import feedparser

from real_feeds import RealFeed, real_feeds
from rows import Row
from wireroom.errors import NotAFeedError
from wireroom.models import FeedContext
from wireroom.normalize import detect_language
from wireroom.understand import understand_document

BAR = 3.0
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def measure(corpora: Path) -> list[Row]:
    """Alternate feed by feed, so that whatever else the machine does weighs on both; CPU time."""
    feeds = list(real_feeds(corpora))
    detect_language("the model loads at its first text, once a process", declared=None)
    ours = theirs = 0.0
    articles = entries = 0
    for feed in feeds:
        seconds, found = _timed(_feedparser, feed)
        theirs, entries = theirs + seconds, entries + found
        seconds, found = _timed(_wireroom, feed)
        ours, articles = ours + seconds, articles + found
    ratio = theirs / ours
    return [
        Row(
            what="speed, bytes → articles",
            on=f"{len(feeds)} real feeds, {sum(len(feed.body) for feed in feeds) / 1e6:.0f} MB",
            ours=f"{ratio:.1f} ×: {ours:.1f} s, {articles} articles, {articles / ours:,.0f}/s",
            peers=f"feedparser.parse alone {theirs:.1f} s, {entries} entries",
            bar=f"≥ {BAR:.0f} × feedparser",
            ok=ratio >= BAR,
        )
    ]


def _timed(work: Callable[[RealFeed], int], feed: RealFeed) -> tuple[float, int]:
    start = time.process_time()
    found = work(feed)
    return time.process_time() - start, found


def _feedparser(feed: RealFeed) -> int:
    return len(feedparser.parse(feed.body).entries)


def _wireroom(feed: RealFeed) -> int:
    context = FeedContext(feed_id=1, url=feed.url, seen_at=NOW)
    try:
        understood = understand_document(feed.body, context=context)
    except NotAFeedError:
        return 0
    return len(understood.articles)
