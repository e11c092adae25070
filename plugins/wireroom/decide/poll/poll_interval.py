"""Decide how long to wait after a healthy poll, and why.

A poll is worth more the more entries are waiting, and the longer they have waited. It is made when the sum of
their waiting times is expected to reach a given total. At a constant rate that gives an interval of
√(2·total/rate), which minimises the mean delay over all feeds for a given number of requests; busy hours get
more of them than quiet ones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from wireroom.common.duration import write_duration as in_words
from wireroom.common.http_headers import fresh_for
from wireroom.decide.poll.habits import Habits
from wireroom.decide.poll.rhythm import HOUR, HOURS, hour_of_week, hourly_rates
from wireroom.decide.poll.window import LOOKS_A_WINDOW, longest_wait
from wireroom.models import Exchange, Feed, ParsedFeed, PollLimits, Rhythm

FIRST_INTERVAL = timedelta(hours=1)  # of a feed without dates, until more is known
WISHES_AT_MOST = timedelta(hours=24)  # a ttl or max-age of a year is a setting that nobody checked
SLOWER = 1.25  # factor after an unchanged answer of a feed without dates
FASTER = 2.0  # divisor after a changed one, down to the first interval
ASLEEP_AFTER = timedelta(days=180)  # without an entry
NEWS_COUNT = timedelta(days=14)  # with new entries within this time it is not asleep, whatever their dates
ASLEEP = timedelta(days=7)  # interval of a feed that is asleep


class Wait(NamedTuple):
    """How long to wait for the next poll, the feed's usual `interval`, and the reason in words."""

    wait: timedelta
    interval: timedelta
    reason: str


def poll_interval(
    feed: Feed,
    exchange: Exchange,
    parsed: ParsedFeed | None,
    habits: Habits,
    limits: PollLimits,
    *,
    now: datetime,
) -> Wait:
    """Combine what the operator sets, how the feed publishes, and the interval that the publisher asks for.

    `every` in feeds.yaml is used, but not less than `limits.min_interval`. Otherwise the feed is polled when
    its new entries are expected to have waited for `limits.waiting` in total; not before the publisher asks
    (by its document or max-age); but before entries may leave the document unseen, as its window shows.
    """
    if feed.spec.every is not None:
        every = max(feed.spec.every, limits.min_interval)
        return Wait(every, every, f"every {in_words(every)}, as listed")
    low, high = limits.min_interval, max(limits.max_interval, limits.min_interval)
    undated = "its entries carry no dates" if habits.window is None else "no date of its entries has come yet"
    plain = (
        _by_rhythm(feed, parsed, habits.rhythm, now=now, waiting=limits.waiting, most=high)
        if habits.rhythm is not None
        else _without_dates(feed, parsed, high, undated)
    )
    wish = min(max(habits.wish or timedelta(), fresh_for(exchange.headers, now=now)), WISHES_AT_MOST, high)
    if wish > plain.wait:
        words = f"the publisher wishes {in_words(wish)} between two polls (ttl or max-age)"
        plain = Wait(wish, max(wish, plain.interval), words)
    if plain.wait < low:
        plain = Wait(low, max(low, plain.interval), f"no feed is asked more often than every {in_words(low)}")
    limit = longest_wait(habits.window, now=now)
    if limit is None or plain.wait <= max(limit, low):
        return plain
    limit = max(limit, low)
    words = f"entries may leave its document within {in_words(limit * LOOKS_A_WINDOW)}: asked in half of that"
    return Wait(limit, min(limit, plain.interval), words)


def _by_rhythm(
    feed: Feed,
    parsed: ParsedFeed | None,
    rhythm: Rhythm,
    *,
    now: datetime,
    waiting: timedelta,
    most: timedelta,
) -> Wait:
    if now - rhythm.until > ASLEEP_AFTER:
        # An old pinned entry among undated ones does not mean that it is asleep; nor do dates of events.
        if now - (feed.last_new_at or now) < NEWS_COUNT:
            return _without_dates(
                feed, parsed, most, f"no date of its entries is later than {rhythm.until:%Y-%m-%d}"
            )
        asleep = max(ASLEEP, most)
        return Wait(asleep, asleep, f"nothing published since {rhythm.until:%Y-%m-%d}: asked once a week")
    rates = hourly_rates(rhythm, now)
    wait, entries = worth_a_poll(rates, now, waiting=waiting, most=most)
    usual = min(usual_interval(rates, waiting), most)
    if wait == most:
        return Wait(
            wait,
            usual,
            f"{entries:.1f} new entries are expected: asked once in {in_words(most)} all the same",
        )
    return Wait(wait, usual, f"{entries:.1f} new entries are expected by then")


def _without_dates(feed: Feed, parsed: ParsedFeed | None, most: timedelta, why: str) -> Wait:
    before = feed.interval or FIRST_INTERVAL
    # How long entries stay in the document is unknown, so a long interval is cut down once something changes.
    wait = min(before * SLOWER if parsed is None else max(before / FASTER, min(before, FIRST_INTERVAL)), most)
    return Wait(wait, wait, f"{why}: asked more seldom while nothing changes")


def worth_a_poll(
    rates: Sequence[float], now: datetime, *, waiting: timedelta, most: timedelta
) -> tuple[timedelta, float]:
    """The time until the total waiting is expected to reach `waiting`, at most `most`; entries until then.

    `rates`: entries an hour, for each hour of the week.
    """
    left = waiting / HOUR  # entry-hours
    limit = most / HOUR
    hour = hour_of_week(now)
    span = 1.0 - (now.minute * 60 + now.second) / 3600  # what is left of the current hour
    passed = entries = 0.0
    while passed < limit:
        span = min(span, limit - passed)
        rate = rates[hour % HOURS]
        if entries * span + rate * span * span / 2 >= left:
            share = _until(left, entries, rate)
            return timedelta(hours=passed + share), entries + rate * share
        left -= entries * span + rate * span * span / 2
        entries += rate * span
        passed += span
        hour, span = hour + 1, 1.0
    return most, entries


def usual_interval(rates: Sequence[float], waiting: timedelta) -> timedelta:
    """The interval for the feed's mean rate."""
    mean = sum(rates) / HOURS
    return timedelta(hours=math.sqrt(2 * (waiting / HOUR) / mean))


def _until(left: float, entries: float, rate: float) -> float:
    """Hours until `entries` waiting ones, and those that arrive at `rate`, have waited `left` entry-hours."""
    root = math.sqrt(entries * entries + 2 * rate * left)
    return 2 * left / (entries + root)
