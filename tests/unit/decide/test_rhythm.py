"""When a feed publishes is learned from its dates; it is asked when enough is expected to wait."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from support.cpu_time import cpu_seconds
from wireroom.decide import feed_result
from wireroom.decide.poll.poll_interval import usual_interval, worth_a_poll
from wireroom.decide.poll.rhythm import HOUR, HOURS, UNIT, WHOLE, hour_of_week, hourly_rates, rhythm_after
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
    Precision,
    Publisher,
    Rhythm,
    Validators,
)

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
LONG_AGO = datetime(1995, 1, 1, tzinfo=UTC).replace(tzinfo=None)
WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)


def dated(times: list[datetime], precision: Precision = Precision.SECOND) -> list[DateReading]:
    return [DateReading("", "feed:pubDate", at=at, precision=precision) for at in times]


def office_days(days: int) -> list[datetime]:
    """Every half hour from eight to five, on working days."""
    half_hours = (MONDAY + HOUR / 2 * number for number in range(days * 48))
    return [at for at in half_hours if at.weekday() < 5 and 8 <= at.hour < 17]


def learned(times: list[datetime], now: datetime, size: int = 40) -> Rhythm:
    """As daily polls of a document of the newest `size` would teach it."""
    rhythm, at = None, times[0] + HOUR
    while at <= now:
        there = [time for time in times if time <= at][-size:]
        rhythm = rhythm_after(rhythm, dated(there), now=at)
        at += HOUR
    assert rhythm is not None
    return rhythm


def counted(rhythm: Rhythm | None, shown: list[DateReading], now: datetime) -> Rhythm | None:
    """As a poll of that document teaches it."""
    articles = [
        Article(1, now, (b"k",), None, None, None, "t", "", "", "", Publisher("e.example"), published=each)
        for each in shown
    ]
    return feed_result(
        Feed(1, FeedSpec("https://e.example/feed"), Validators(), rhythm=rhythm),
        Exchange(1, "https://e.example/feed", now, Outcome.OK, status=200),
        LandedRef("file:///x", "r"),
        PolledDocument(ParsedFeed(format=FeedFormat.RSS, title="E", entries=(Entry(position=0),)), articles),
        PollLimits(HOUR / 12, DAY, waiting=HOUR / 3),
        now=now,
        random=lambda: 0.5,
    ).rhythm


def test_the_hours_of_a_week_are_told_apart() -> None:
    now = MONDAY + 4 * WEEK
    rates = hourly_rates(learned(office_days(28), now), now)
    tuesday_noon, tuesday_night, sunday_noon = rates[24 + 12], rates[24 + 2], rates[6 * 24 + 12]
    assert tuesday_noon == pytest.approx(2, rel=0.25)
    assert tuesday_night < tuesday_noon / 6
    assert sunday_noon < tuesday_noon / 4
    assert len(rates) == HOURS
    assert hour_of_week(MONDAY + DAY + 12.5 * HOUR) == 36


def test_days_that_were_not_seen_yet_are_read_after_the_same_hour_of_others() -> None:
    now = MONDAY + 3 * DAY
    rates = hourly_rates(learned(office_days(3), now), now)
    assert rates[3 * 24 + 12] > 1.5 * rates[3 * 24 + 2], "Thursday was not seen yet"


def test_days_that_bring_nothing_are_told_from_others_within_two_weeks() -> None:
    """Saturday was read after the same hours of Friday, and so asked as a working day."""
    weekends = [at + 5 * DAY for at in office_days(28) if at.weekday() < 2]
    now = MONDAY + 18 * DAY
    rates = hourly_rates(learned([at for at in weekends if at < now], now), now)
    assert rates[5 * 24 + 12] > 10 * rates[3 * 24 + 12]


def test_entries_at_random_hours_make_no_rhythm_and_an_issue_each_morning_a_sharp_one() -> None:
    """As many a day of both: how far an hour is read after the mean, the counts tell."""
    chance = random.Random(3)
    any_hour = sorted(MONDAY + 14 * DAY * chance.random() for _ in range(14 * 6))
    at_five = [
        MONDAY + (24 * day + 5) * HOUR + number * HOUR / 12 for day in range(14) for number in range(6)
    ]
    steady, sharp = (
        hourly_rates(learned(times, MONDAY + 2 * WEEK), MONDAY + 2 * WEEK) for times in (any_hour, at_five)
    )
    assert max(steady) < 3 * min(steady)
    assert sharp[5] > 20 * sharp[15]


def test_nothing_is_counted_twice() -> None:
    times = office_days(7)
    once = learned(times, MONDAY + WEEK)
    assert rhythm_after(once, dated(times[-40:]), now=MONDAY + WEEK) == once
    assert rhythm_after(None, [], now=MONDAY) is None
    assert rhythm_after(once, dated([MONDAY + 2 * WEEK]), now=MONDAY + WEEK) == once, "of the future"


def test_a_clock_that_was_ahead_for_one_poll_starves_no_rhythm() -> None:
    """What it saw lay in its past; until that moment had come nothing new counted."""
    times = office_days(21)
    before, now = learned(times, MONDAY + WEEK), MONDAY + WEEK
    rhythm = rhythm_after(before, dated([now + 5 * DAY]), now=now + 6 * DAY)
    for day in range(1, 5):
        there = [at for at in times if at <= now + day * DAY][-40:]
        rhythm = rhythm_after(rhythm, dated(there), now=now + day * DAY)
    assert rhythm is not None
    assert rhythm.until > now + 3 * DAY
    assert sum(rhythm.counts) > 1.25 * sum(before.counts)
    asked_in_vain = rhythm_after(replace(before, until=now + DAY), [], now=now)
    assert asked_in_vain == replace(before, until=now), "a poll without a body mends it too"


def test_entries_dated_ahead_count_once_their_moment_has_come_and_only_once() -> None:
    """Nine hours ahead, with quiet nights: by a lead reckoned at each poll they counted again and again."""
    times = [at for at in (MONDAY + HOUR / 2 * number for number in range(14 * 48)) if 8 <= at.hour < 17]
    rhythm = None
    for number in range(9, 14 * 24):
        now = MONDAY + number * HOUR
        shown = dated([at + 9 * HOUR for at in times if at <= now][-40:])
        rhythm = counted(rhythm, shown, now)
    assert rhythm is not None
    as_if_now = sum(rhythm.counts) / UNIT
    assert as_if_now <= len(times)
    assert as_if_now >= 0.7 * len(times), "some fade"


def test_an_outage_of_ours_teaches_nothing() -> None:
    """The document still shows what came meanwhile, under its own dates."""
    times = office_days(14)
    steady = learned(times, MONDAY + 2 * WEEK)
    before = learned(times, MONDAY + 8 * DAY)
    late = rhythm_after(before, dated(times[-90:]), now=MONDAY + 2 * WEEK)
    assert late is not None
    gap = zip(hourly_rates(steady, MONDAY + 2 * WEEK), hourly_rates(late, MONDAY + 2 * WEEK), strict=True)
    assert max(abs(one - other) for one, other in gap) < 0.1


def test_a_date_without_a_time_is_no_rush_at_midnight() -> None:
    days = [MONDAY + DAY * number for number in range(20)]
    rhythm = rhythm_after(None, dated(days, Precision.DAY), now=MONDAY + 20 * DAY)
    assert rhythm is not None
    rates = hourly_rates(rhythm, MONDAY + 20 * DAY)
    assert max(rates) < 2 * min(rates)


def test_entries_dated_by_the_day_teach_all_of_them_once_it_is_over() -> None:
    """The first of a day hid the others: they were no newer than its midnight."""
    rhythm, hours = None, 24 * 20
    for hour in range(1, hours):
        days = [(MONDAY + number * HOUR).replace(hour=0) for number in range(max(hour - 60, 0), hour)]
        rhythm = rhythm_after(rhythm, dated(days, Precision.DAY), now=MONDAY + hour * HOUR)
    assert rhythm is not None
    assert 18 < sum(hourly_rates(rhythm, MONDAY + hours * HOUR)) / 7 < 30


@pytest.mark.slow
def test_what_was_published_fades_however_often_the_feed_is_asked() -> None:
    """Counts are whole numbers: faded a little at each poll they were rounded back to what they had been."""
    rhythm = None
    for number in range(6 * 24 * 7 * 16):
        now = MONDAY + number * HOUR / 6
        rhythm = rhythm_after(rhythm, dated([now]), now=now)
    assert rhythm is not None
    assert sum(hourly_rates(rhythm, now)) == pytest.approx(6 * HOURS, rel=0.1)
    assert max(rhythm.counts) < 6 * UNIT / (1 - 2**-0.25) * 1.3


def test_a_feed_that_falls_silent_is_expected_to_bring_less_and_less() -> None:
    rhythm = learned(office_days(14), MONDAY + 2 * WEEK)
    means = [sum(hourly_rates(rhythm, MONDAY + weeks * WEEK)) / HOURS for weeks in (2, 4, 8, 16, 32)]
    assert means == sorted(means, reverse=True)
    assert means[-1] < means[0] / 20


def test_a_pinned_entry_of_long_ago_makes_no_busy_feed_look_slow() -> None:
    times = [MONDAY - 900 * DAY, *office_days(2)]
    with_pin = rhythm_after(None, dated(times), now=MONDAY + 2 * DAY)
    without = rhythm_after(None, dated(times[1:]), now=MONDAY + 2 * DAY)
    assert with_pin is not None
    assert without is not None
    assert with_pin.since > MONDAY - DAY


@given(
    st.lists(st.datetimes(LONG_AGO, MONDAY.replace(tzinfo=None)), max_size=60),
    st.sampled_from(Precision),
)
@example([datetime(2026, 2, 1)], Precision.MONTH)  # noqa: DTZ001 - as the strategy gives them
def test_any_dates_give_rates_that_can_be_asked_by(times: list[datetime], precision: Precision) -> None:
    readings = dated([at.replace(tzinfo=UTC) for at in times], precision)
    rhythm = rhythm_after(None, readings, now=MONDAY)
    if rhythm is None:
        assert all(at.replace(tzinfo=UTC) + WHOLE.get(precision, timedelta()) > MONDAY for at in times)
        return
    assert all(0 <= count < 2**15 for count in rhythm.counts)
    rates = hourly_rates(rhythm, MONDAY)
    assert all(0 < rate < 1e6 for rate in rates)
    wait, entries = worth_a_poll(rates, MONDAY, waiting=timedelta(minutes=20), most=DAY)
    assert timedelta() < wait <= DAY
    assert entries > 0


@given(st.floats(0.001, 100), st.integers(0, 10_000), st.floats(1, 600))
def test_at_a_steady_rate_the_wait_is_the_root_of_twice_the_waiting_over_the_rate(
    rate: float, minutes: int, waiting: float
) -> None:
    sum_ = timedelta(minutes=waiting)
    exact = math.sqrt(2 * waiting / 60 / rate)
    at = MONDAY + timedelta(minutes=minutes)
    wait, entries = worth_a_poll([rate] * HOURS, at, waiting=sum_, most=WEEK)
    assert wait / HOUR == pytest.approx(min(exact, 168), rel=1e-3)
    assert entries == pytest.approx(rate * (wait / HOUR), rel=1e-3)
    assert usual_interval([rate] * HOURS, sum_) / HOUR == pytest.approx(exact, rel=1e-3)


@given(st.lists(st.floats(0.001, 50), min_size=HOURS, max_size=HOURS), st.integers(0, 10_079))
def test_the_expected_waiting_at_the_poll_is_what_was_asked_for(rates: list[float], minute: int) -> None:
    """Added up minute by minute."""
    at = MONDAY + timedelta(minutes=minute)
    wait, _ = worth_a_poll(rates, at, waiting=timedelta(minutes=30), most=DAY)
    entries = waited = 0.0
    for number in range(round(wait / timedelta(minutes=1))):
        rate = rates[hour_of_week(at + timedelta(minutes=number))] / 60
        waited += entries + rate / 2
        entries += rate
    assert waited <= 36
    assert waited >= 24 or wait == DAY or wait < timedelta(minutes=30)


def test_a_busy_hour_is_asked_often_and_a_night_seldom() -> None:
    rates = [4.0 if 7 <= hour % 24 < 20 else 0.05 for hour in range(HOURS)]
    noon, _ = worth_a_poll(rates, MONDAY + 12 * HOUR, waiting=timedelta(minutes=20), most=DAY)
    night, _ = worth_a_poll(rates, MONDAY + 23 * HOUR, waiting=timedelta(minutes=20), most=DAY)
    assert noon < timedelta(minutes=30)
    assert night > 3 * HOUR
    assert MONDAY + 23 * HOUR + night < MONDAY + DAY + 8 * HOUR, "not slept through the morning"


def test_learning_costs_little() -> None:
    """A poll more is a fraction of a millisecond."""
    chance = random.Random(1)
    rhythm = learned(office_days(7), MONDAY + WEEK)

    def polls() -> None:
        for _ in range(200):
            now = MONDAY + WEEK + timedelta(minutes=chance.randrange(10_000))
            worth_a_poll(hourly_rates(rhythm, now), now, waiting=timedelta(minutes=20), most=DAY)

    assert cpu_seconds(polls, times=5) < 0.4
