"""No wait outlasts an entry's stay in the document; what left it all the same is suspected."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from wireroom.decide import feed_result
from wireroom.decide.poll.next_poll import after_failure
from wireroom.decide.poll.window import longest_wait, missed_between, window_after
from wireroom.models import (
    Article,
    DateReading,
    Entry,
    Exchange,
    Feed,
    FeedFormat,
    FeedSpec,
    LandedRef,
    Outcome,
    ParsedFeed,
    PolledDocument,
    PollLimits,
    Publisher,
    Window,
)

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
RUNS = timedelta(minutes=5)  # between two runs
Rate = Callable[[datetime], float]  # entries an hour


def busy_days(rate: float) -> Rate:
    """Working days from seven to eleven in the evening, a little at weekends, nothing at night."""

    def at(now: datetime) -> float:
        if not 7 <= now.hour < 23:
            return 0.0
        return rate if now.weekday() < 5 else rate / 8

    return at


def one_rush(rate: float) -> Rate:
    """Two hours a day."""
    return lambda now: rate if now.hour in {8, 18} else 0.0


def published(rate: Rate, days: int, seed: int) -> list[datetime]:
    """When entries come out, at random in that rate."""
    chance, minute, found = random.Random(seed), timedelta(minutes=1), []
    for number in range(days * 24 * 60):
        at = MONDAY + number * minute
        found += [at + minute * chance.random() for _ in range(poisson(rate(at) / 60, chance))]
    return sorted(found)


def poisson(mean: float, chance: random.Random) -> int:
    count, left = 0, chance.expovariate(1.0)
    while left < mean:
        count, left = count + 1, left + chance.expovariate(1.0)
    return count


def article(at: datetime) -> Article:
    return Article(
        1, at, (b"k",), None, None, None, "t", "", "", "", Publisher("e.example"),
        published=DateReading("", "feed:pubDate", at=at),
    )  # fmt: skip


LEARNS = timedelta(days=1)  # what a feed does in a day has to be seen once


def follow(
    entries: list[datetime],
    size: int,
    days: int,
    headers: tuple[tuple[str, str], ...] = (),
    ahead: timedelta = timedelta(),
) -> Counter[str]:
    """Poll a document of the newest `size` entries as runs would: entries, missed, polls, suspected.

    `ahead`: of ours is the publisher's clock.
    """
    feed = Feed(id=1, spec=FeedSpec(url="https://e.example/feed"))
    now = due = start = MONDAY + timedelta(days=2, hours=3)  # subscribed to in a night
    chance, had, seen = random.Random(7), -1, bisect_right(entries, now)
    counts: Counter[str] = Counter(entries=len(entries) - seen)
    while now < MONDAY + timedelta(days=days):
        if due <= now + timedelta(minutes=2):
            there = bisect_right(entries, now)
            first = max(there - size, 0)
            is_new = there != had
            parsed = ParsedFeed(format=FeedFormat.RSS, entries=(Entry(position=0),)) if is_new else None
            result = feed_result(
                feed,
                Exchange(
                    1, "u", now, Outcome.OK if is_new else Outcome.NOT_MODIFIED, status=200, headers=headers
                ),
                LandedRef("file:///x", "r"),
                PolledDocument(
                    parsed, [article(at + ahead) for at in entries[first:there]] if is_new else ()
                ),
                PollLimits(timedelta(minutes=5), timedelta(hours=24), waiting=timedelta(minutes=20)),
                now=now,
                random=chance.random,
            )
            missed = max(first - seen, 0)
            counts.update({"polls": 1, f"polls of day {(now - MONDAY).days}": 1})
            counts.update(suspected=bool(result.missed))
            counts.update({"missed" if now - start > LEARNS else "missed while learning": missed})
            seen, had, due = max(seen, there), there, result.next_poll_at
            feed = replace(
                feed,
                interval=result.interval,
                window=result.window,
                rhythm=result.rhythm,
                last_polled_at=now,
                last_new_at=now if is_new else feed.last_new_at,
            )
        now += RUNS
    return counts


@pytest.mark.slow
@pytest.mark.parametrize("size", [10, 20, 50])
@pytest.mark.parametrize(
    "rate",
    [busy_days(4), busy_days(10), one_rush(6), one_rush(20)],
    ids=["four an hour", "ten an hour", "a rush of six", "a rush of twenty"],
)
def test_in_a_month_of_quiet_nights_hardly_an_entry_is_missed(rate: Rate, size: int) -> None:
    """Before: up to a third, for the window was forgotten with every 304 while the wait grew."""
    days = 28
    found = follow(published(rate, days, size), size, days)
    assert found["missed"] <= max(0.002 * found["entries"], 1), dict(found)
    assert found["missed while learning"] <= 2 * size, "in the first two rushes"
    assert found["polls"] <= 288 * days, "and not by asking all the time"


def test_what_the_publisher_wishes_does_not_outweigh_the_window() -> None:
    entries = published(busy_days(10), 14, 1)
    found = follow(entries, 20, 14, (("Cache-Control", "max-age=86400"),))
    assert found["missed"] <= 0.002 * found["entries"]


@pytest.mark.parametrize("hours", [-11, -5])
def test_nor_does_a_publisher_whose_clock_is_hours_behind(hours: int) -> None:
    """Its entries seemed to stay hours longer than they do."""
    entries = published(busy_days(10), 14, 1)
    day = (("Cache-Control", "max-age=86400"),)
    found = follow(entries, 20, 14, day, hours * HOUR)
    assert found["missed"] <= 0.002 * found["entries"], dict(found)
    assert found["polls"] <= 1.5 * follow(entries, 20, 14, day)["polls"]


@pytest.mark.slow
@pytest.mark.parametrize("hours", [3, 9, 14])
def test_nor_does_one_whose_clock_is_hours_ahead(hours: int) -> None:
    """Twenty entries an hour, of which fifty are there: no date of them has come yet."""
    entries, usual = twenty_an_hour()
    found = follow(entries, 50, 14, ahead=hours * HOUR)
    assert found["missed"] <= 0.002 * found["entries"], dict(found)
    assert found["polls"] <= 2 * usual["polls"]


@cache
def twenty_an_hour() -> tuple[list[datetime], Counter[str]]:
    """When entries come out in two weeks, and what following them comes to."""
    entries = published(lambda now: 20.0, 14, 1)
    return entries, follow(entries, 50, 14)


@pytest.mark.slow
def test_a_publisher_that_has_closed_down_is_asked_once_a_week() -> None:
    """Asked twice an hour for years before, since its entries had stayed for an hour in busy times."""
    entries = [at for at in published(busy_days(10), 14, 1) if at < MONDAY + timedelta(days=14)]
    found = follow(entries, 20, 300)
    polls = [found[f"polls of day {day}"] for day in range(300)]
    assert sum(polls[200:]) <= 100 / 7 + 2, polls
    assert sum(polls[21:28]) >= 7 * 24, "not yet in the second week"


def test_entries_of_tomorrow_that_all_came_at_once_tell_nothing_of_their_stay() -> None:
    tomorrow = [MONDAY + HOUR * 9] * 40
    assert window_after(None, tomorrow, now=MONDAY, seen_at=MONDAY) is None


def window(newest: datetime, entries: int, pace: timedelta, seen_at: datetime | None = None) -> Window:
    return Window(
        seen_at=seen_at or newest,
        oldest=newest - pace * (entries - 1),
        newest=newest,
        entries=entries,
        shortest=pace * entries,
    )


def test_what_left_between_two_bodies_is_estimated_at_the_pace_of_the_later() -> None:
    before = window(MONDAY, 10, HOUR)
    assert between(before, MONDAY + 9 * HOUR, HOUR) == 0, "they overlap"
    assert between(before, MONDAY + 30 * HOUR, HOUR) == 20
    assert between(None, MONDAY, HOUR) == 0
    assert between(before, MONDAY + 10_000 * HOUR, HOUR) == 100, "a guess has its bounds"
    assert between(before, MONDAY + HOUR, timedelta()) == 100, "all at one instant"


def between(before: Window | None, newest: datetime, pace: timedelta) -> int:
    """Missed before a body of ten entries, the newest at `newest`, and one pinned long ago."""
    dates = [*(newest - pace * number for number in range(10)), newest - timedelta(days=999)]
    return missed_between(before, window(newest, 10, pace), dates)


def test_an_issue_a_day_is_not_asked_for_all_day() -> None:
    """arXiv: the whole document is replaced at once, all entries with one date."""
    issues = [[MONDAY + timedelta(days=day)] * 40 for day in range(20)]
    found = follow([at for issue in issues for at in issue], 40, 19)
    assert found["missed"] == 0
    assert found["polls"] / 17 < 60


def test_a_busy_time_is_remembered_through_a_quiet_one_and_forgotten_slowly() -> None:
    friday = window(MONDAY, 20, timedelta(minutes=6))
    quiet = [MONDAY + HOUR * 5 * number for number in range(11)]
    after = window_after(friday, quiet, now=quiet[-1], seen_at=quiet[-1])
    assert after is not None
    assert 2 * HOUR < after.shortest < 3 * HOUR
    for week in range(12):
        now = quiet[-1] + timedelta(weeks=week + 1)
        after = window_after(after, [now - HOUR * 5 * n for n in range(10)], now=now, seen_at=now)
        assert after is not None
    assert after.shortest == 5 * HOUR * 8, "the ninth of ten entries; the tenth may be pinned"


def test_a_body_without_dates_leaves_the_window_as_it_was() -> None:
    known = window(MONDAY, 20, HOUR)
    assert window_after(known, [], now=MONDAY, seen_at=MONDAY) == known
    assert window_after(None, [MONDAY], now=MONDAY, seen_at=MONDAY) is None
    assert longest_wait(None, now=MONDAY) is None


DAY = timedelta(days=1)


def test_a_feed_that_brings_one_entry_each_day_is_not_silent() -> None:
    """Its document holds that one alone: in two months its longest wait grew from two hours to 14 days."""
    known: Window | None = window(MONDAY, 20, HOUR / 5)
    for number in range(60 * 4):
        now = MONDAY + number * HOUR * 6
        before, known = known, window_after(known, [now - (now - MONDAY) % DAY], now=now, seen_at=now)
        assert missed_between(before, known, [now - (now - MONDAY) % DAY]) == 0, "one entry has no pace"
        wait = longest_wait(known, now=now + HOUR)
        assert wait is not None
        assert HOUR * 2 <= wait <= HOUR * 12


def test_nor_is_one_whose_new_bodies_carry_no_dates() -> None:
    feed = Feed(1, FeedSpec("https://e.example/feed"), window=window(MONDAY, 20, HOUR / 5))
    parsed = ParsedFeed(format=FeedFormat.RSS, entries=(Entry(position=0),))
    assert longest_wait(after_two_months(feed, parsed), now=MONDAY + 60 * DAY) == HOUR * 2
    silent = longest_wait(after_two_months(feed, None), now=MONDAY + 60 * DAY)
    assert silent is not None
    assert silent > DAY, "where nothing new comes, what was is forgotten"


def after_two_months(feed: Feed, parsed: ParsedFeed | None) -> Window | None:
    now = MONDAY + 60 * DAY
    outcome = Outcome.OK if parsed else Outcome.NOT_MODIFIED
    return feed_result(
        feed, Exchange(1, "u", now, outcome, status=200), LandedRef("file:///x", "r"),
        PolledDocument(parsed), PollLimits(RUNS, DAY, waiting=HOUR / 3), now=now, random=lambda: 0.5,
    ).window  # fmt: skip


def test_one_old_entry_in_bodies_that_change_in_nothing_that_counts_is_asked_for_seldom() -> None:
    known: Window | None = window(MONDAY, 20, HOUR / 5)
    for number in range(1, 60 * 4):
        now = MONDAY + number * HOUR * 6
        known = window_after(known, [MONDAY], now=now, seen_at=now)
    wait = longest_wait(known, now=MONDAY + 60 * DAY)
    assert wait is not None
    assert wait > DAY


def test_a_pinned_entry_of_long_ago_hides_no_busy_feed() -> None:
    dates = [MONDAY - timedelta(minutes=6 * n) for n in range(19)] + [MONDAY - timedelta(days=400)]
    found = window_after(None, dates, now=MONDAY, seen_at=MONDAY)
    assert found is not None
    assert found.shortest < 2 * HOUR


@pytest.mark.parametrize(
    ("outcome", "failures", "expected"),
    [
        pytest.param(Outcome.SERVER_ERROR, 6, HOUR, id="a trouble that may pass"),
        pytest.param(Outcome.SERVER_ERROR, 40, timedelta(hours=20), id="an outage"),
        pytest.param(Outcome.RATE_LIMITED, 6, timedelta(hours=6), id="told to stay away"),
    ],
)
def test_a_passing_trouble_is_not_waited_out_longer_than_the_window(
    outcome: Outcome, failures: int, expected: timedelta
) -> None:
    assert after_failure(outcome, failures, HOUR / 2, HOUR).wait == expected
