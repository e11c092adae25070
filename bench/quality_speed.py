"""Speed: bytes of real feeds to Articles beside what one would otherwise run on them, CPU time."""

from __future__ import annotations

import time
import warnings
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import feedparser
from bs4 import BeautifulSoup
from dateutil.parser import ParserError
from dateutil.parser import parse as read_date

from real_feeds import RealFeed, real_feeds
from rows import Row
from wireroom.errors import NotAFeedError
from wireroom.models import FeedContext
from wireroom.normalize import detect_language
from wireroom.transform.transform_document import transform_document

BAR = 1.7  # times as fast as the plain stack; and no slower than feedparser by itself
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def measure(corpora: Path) -> list[Row]:
    """Alternate feed by feed, so that whatever else the machine does weighs on all; CPU time."""
    warnings.simplefilter("ignore")  # BeautifulSoup wonders at bodies that look like file names
    feeds = list(real_feeds(corpora))
    detect_language("the model loads at its first text, once a process", declared=None)
    seconds: Counter[str] = Counter()
    articles = entries = 0
    for feed in feeds:
        started = time.process_time()
        parsed = feedparser.parse(feed.body).entries
        seconds["feedparser"] += time.process_time() - started
        _plain_articles(parsed)
        seconds["plain"] += time.process_time() - started
        entries += len(parsed)
        started = time.process_time()
        articles += _wireroom(feed)
        seconds["ours"] += time.process_time() - started
    ours, plain, alone = seconds["ours"], seconds["plain"], seconds["feedparser"]
    return [
        Row(
            what="speed, bytes → articles",
            on=f"{len(feeds)} real feeds, {sum(len(feed.body) for feed in feeds) / 1e6:.0f} MB",
            ours=f"{plain / ours:.1f} ×: {ours:.1f} s, {articles} articles, {articles / ours:,.0f}/s",
            peers=f"feedparser + BeautifulSoup + dateutil {plain:.1f} s, {entries} entries; "
            f"feedparser.parse alone {alone:.1f} s",
            bar=f"≥ {BAR} × the three, ≥ 1 × feedparser",
            ok=plain >= BAR * ours and ours <= alone,
            note="ours without its second reader, as at a steady poll",
        )
    ]


def _plain_articles(entries: list[feedparser.FeedParserDict]) -> list[tuple[str, datetime | None]]:
    """Text and date of each entry, as most scripts get them."""
    return [(BeautifulSoup(_body(entry), "lxml").get_text(), _date(entry)) for entry in entries]


def _body(entry: feedparser.FeedParserDict) -> str:
    contents = [part.get("value") or "" for part in entry.get("content", [])]
    return max([*contents, entry.get("summary") or ""], key=len)


def _date(entry: feedparser.FeedParserDict) -> datetime | None:
    try:
        return read_date(entry.get("published") or entry.get("updated") or "")
    except (ParserError, OverflowError):
        return None


def _wireroom(feed: RealFeed) -> int:
    context = FeedContext(feed_id=1, url=feed.url, seen_at=NOW)
    try:
        transformed = transform_document(feed.body, context=context)
    except NotAFeedError:
        return 0
    return len(transformed.articles)
