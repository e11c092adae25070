"""What a healthy poll taught in, the interval until the next out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from wireroom.common.http_headers import fresh_for
from wireroom.decide.poll.window import longest_wait
from wireroom.models import Exchange, Feed, ParsedFeed, Window

FIRST_INTERVAL = timedelta(hours=1)  # of a feed without dates, until it teaches better
WISHES_AT_MOST = timedelta(hours=24)  # ttl and max-age of a year are settings nobody looked at
SLOWER = 1.25  # each answer without change

RECENT = 20  # entries that tell the present rate
LOOKS_AN_ENTRY = 2  # polls in the mean time between two entries


def poll_interval(
    feed: Feed,
    exchange: Exchange,
    *,
    parsed: ParsedFeed | None,
    published: Sequence[datetime],
    window: Window | None,
    now: datetime,
    min_interval: timedelta,
    max_interval: timedelta,
) -> timedelta:
    """Weigh the operator's word, the publishing rate and the publisher's wishes.

    `every` of feeds.yaml is obeyed within the limits. Otherwise the learned rate, not below what
    the publisher asks (ttl, max-age), but never so long that entries leave the document unseen: `window`
    is what is known of it, from this body or from an earlier one where this answer brought none.
    """
    if feed.spec.every is not None:
        return max(feed.spec.every, min_interval)
    interval = _learned(feed, parsed, published, now)
    asked = min(max(_ttl(parsed), fresh_for(exchange.headers, now=now)), WISHES_AT_MOST)
    limit = longest_wait(window) or max_interval
    return _clamp(min(max(interval, asked), max(limit, min_interval)), min_interval, max_interval)


def _learned(
    feed: Feed, parsed: ParsedFeed | None, published: Sequence[datetime], now: datetime
) -> timedelta:
    before = feed.interval or FIRST_INTERVAL
    if parsed is None:  # not modified, or the same bytes
        return before * SLOWER
    return learned_interval(published, now=now) or before


def _ttl(parsed: ParsedFeed | None) -> timedelta:
    """`dayly`, `always` and their like never come this far; a ttl of centuries may."""
    return timedelta(minutes=min((parsed.ttl_minutes if parsed else None) or 0, 60 * 24 * 7))


def _clamp(interval: timedelta, low: timedelta, high: timedelta) -> timedelta:
    return min(max(interval, low), max(high, low))


def learned_interval(published: Iterable[datetime], *, now: datetime) -> timedelta | None:
    """Give the interval that the publishing rate asks for; None without a date to learn from.

    The silence since the newest entry counts, so a feed that sleeps is asked ever less. Learned from
    the entries' own dates, so an outage of ours teaches nothing wrong (Media Cloud's rss-fetcher
    learns from repeats between polls and had to exclude the late ones).
    """
    recent = sorted((at for at in published if at <= now), reverse=True)[:RECENT]
    if not recent:
        return None
    return (now - recent[-1]) / len(recent) / LOOKS_AN_ENTRY
