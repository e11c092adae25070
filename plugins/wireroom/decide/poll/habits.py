"""Update what is known about how a feed publishes: its rhythm, its window, and the interval it asks for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from wireroom.decide.poll.rhythm import rhythm_after
from wireroom.decide.poll.window import window_after
from wireroom.models import Exchange, Feed, ParsedFeed, PolledDocument, Rhythm, Window

_LONGEST_TTL = 60 * 24 * 7  # minutes; a ttl of centuries has been seen


class Habits(NamedTuple):
    """How a feed publishes; each is None until a document has shown it."""

    rhythm: Rhythm | None = None
    window: Window | None = None
    wish: timedelta | None = None  # shortest interval between polls that its document asks for (ttl)


def habits_after(
    feed: Feed, exchange: Exchange, document: PolledDocument, *, is_healthy: bool, now: datetime
) -> Habits:
    """The feed's habits after this poll; unchanged unless the poll `is_healthy`."""
    if not is_healthy:
        return Habits(feed.rhythm, feed.window, feed.wish)
    dates = [article.published for article in document.articles if article.published is not None]
    parsed, window = document.parsed, feed.window
    if parsed is not None and parsed.entries:
        window = window_after(window, published_in(document), now=now, seen_at=exchange.fetched_at)
    return Habits(rhythm_after(feed.rhythm, dates, now=now), window, _wish_after(feed.wish, parsed))


def published_in(document: PolledDocument) -> list[datetime]:
    """The publication times of the document's entries, including those dropped by the feed's rules."""
    dates = (entry.published for entries in (document.articles, document.dropped) for entry in entries)
    return [date.at for date in dates if date is not None and date.at is not None]


def _wish_after(before: timedelta | None, parsed: ParsedFeed | None) -> timedelta | None:
    """The wait that the last document asks for; unchanged by an answer without a document."""
    if parsed is None:
        return before
    return timedelta(minutes=min(parsed.ttl_minutes, _LONGEST_TTL)) if parsed.ttl_minutes else None
