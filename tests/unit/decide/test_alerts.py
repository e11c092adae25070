"""What is wrong by the rules of `decide.alerts`: rhythms, documents, volumes and limits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireroom.decide.alerts import (
    DayVolume,
    DocumentRhythm,
    LastDocuments,
    NewsRhythm,
    Whole,
    is_too_silent,
    judge_documents,
    judge_volumes,
    judge_whole,
    learn_rhythm,
    silent_after,
)
from wireroom.decide.alerts.limits import Disk
from wireroom.decide.alerts.volumes import DAYS_BEFORE

MONDAY = datetime(2026, 10, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = MONDAY + 42 * DAY


def hours(a_day: float, open_hours: range = range(24), seed: int = 1) -> list[datetime]:
    """Six weeks of hours with news, independent of each other."""
    chance = np.random.default_rng(seed)
    share = a_day / len(open_hours)
    return [
        MONDAY + number * HOUR
        for number in range(42 * 24)
        if number % 24 in open_hours and chance.random() < share
    ]


def silence(news: list[datetime]) -> timedelta:
    rhythm = learn_rhythm(news, MONDAY, NOW)
    assert rhythm is not None
    return silent_after(rhythm, news[-1]) - news[-1]


def test_a_busy_feed_is_missed_within_hours_and_a_rare_one_after_days() -> None:
    assert timedelta(hours=2) <= silence(hours(20)) <= timedelta(hours=12)
    assert timedelta(hours=20) <= silence(hours(6)) <= 4 * DAY
    assert 4 * DAY <= silence(hours(1)) <= 25 * DAY


def test_a_night_without_news_is_no_silence_of_a_feed_that_sleeps() -> None:
    news = hours(9, range(8, 18))
    rhythm = learn_rhythm(news, MONDAY, NOW)
    assert rhythm is not None
    evening, noon = NOW + 18 * HOUR, NOW + 8 * HOUR
    assert not is_too_silent(rhythm, evening, evening + 13 * HOUR)
    assert silent_after(rhythm, evening) - evening > silent_after(rhythm, noon) - noon
    assert is_too_silent(rhythm, noon, noon + 2 * DAY)


def test_a_feed_that_bursts_is_given_longer_than_one_that_does_not() -> None:
    even = [MONDAY + number * 4 * HOUR for number in range(42 * 6)]
    bursts = [MONDAY + (day * 24 + hour) * HOUR for day in range(0, 42, 3) for hour in range(18)]
    assert len(bursts) == len(even)
    assert silence(bursts) > 1.5 * silence(even)


def test_a_silence_is_counted_from_the_minute_of_the_last_news() -> None:
    """Before, from the next full hour to the next full hour: up to two hours late."""
    rhythm = NewsRhythm((0.5,) * 168, 9.0, 100)
    minutes = [NOW + number * timedelta(minutes=1) for number in range(60)]
    limits = [silent_after(rhythm, last) - last for last in minutes]
    assert max(limits) - min(limits) < timedelta(seconds=1)


def test_a_rhythm_of_a_dozen_intervals_is_not_known() -> None:
    assert learn_rhythm([MONDAY + number * DAY for number in range(12)], MONDAY, NOW) is None
    assert learn_rhythm([], MONDAY, NOW) is None


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sets(st.integers(0, 42 * 24 - 1), min_size=16), st.integers(0, 3000))
def test_whatever_was_learned_a_silence_ends_in_an_alert_and_never_before_the_next_hour(
    numbers: set[int], later: int
) -> None:
    rhythm = learn_rhythm([MONDAY + number * HOUR for number in sorted(numbers)], MONDAY, NOW)
    if rhythm is not None:
        last = NOW + timedelta(minutes=later)
        assert last + HOUR < silent_after(rhythm, last) < last + timedelta(days=3650)


USUAL = DocumentRhythm(documents=100, entries=30, low=25, refused=0.01)


@pytest.mark.parametrize(
    ("entries", "refused", "rules"),
    [
        ((30, 28, 31), (0, 0, 1), []),
        ((0, 0, 0), (0, 0, 0), ["document"]),
        ((12, 14, 10), (0, 0, 0), ["document"]),
        ((12, 14, 30), (0, 0, 0), []),  # one of three is whole
        ((30, 30, 30), (30, 29, 30), ["refused"]),
        ((30, 30, 30), (30, 0, 30), []),
        ((0, 0), (0, 0), []),  # two are an accident
    ],
)
def test_three_documents_in_a_row_say_what_is_wrong(
    entries: tuple[int, ...], refused: tuple[int, ...], rules: list[str]
) -> None:
    found = judge_documents(LastDocuments(7, "Harbour", entries, refused), USUAL)
    assert [finding.rule for finding in found] == rules


@pytest.mark.parametrize(
    ("entries", "rules"),
    [((5, 4, 5), []), ((2, 3, 2), []), ((2, 2, 2), ["document"]), ((0, 0, 0), ["document"])],
)
def test_documents_of_so_many_hours_are_small_by_night_and_never_nearly_empty(
    entries: tuple[int, ...], rules: list[str]
) -> None:
    """By the share alone, seven false alarms per 100 such feeds a week (bench/alert_faults.py).

    By empty ones alone, nobody was told of a feed that brought 2 entries where 30 are usual.
    """
    by_time = DocumentRhythm(documents=100, entries=30, low=10, refused=0.0)
    found = judge_documents(LastDocuments(7, "Harbour", entries, (0, 0, 0)), by_time)
    assert [finding.rule for finding in found] == rules


def days(*articles: int, text: float = 1.0, late: int = 5) -> list[DayVolume]:
    """Today, then the days before."""
    return [
        DayVolume(ago, "a.example", "en", n, int(n * text), n, timedelta(minutes=late))
        for ago, n in zip((0, *DAYS_BEFORE), articles, strict=True)
        if n
    ]


ALL_ON_DAY_TWO = DayVolume(2, None, None, 500, 500, 500, HOUR)


@pytest.mark.parametrize(
    ("volumes", "rules"),
    [
        (days(100, 100, 95, 110, 90, 105, 100), []),
        (days(45, 100, 95, 110, 90, 105, 100), ["volume"]),  # halved
        (days(0, 100, 95, 110, 90, 105, 100), ["volume"]),
        (days(2, 6, 5, 4, 6, 5, 7), []),  # so few that chance will do
        (days(32, *[64] * 6), ["volume"]),  # four standard deviations below
        (days(33, *[64] * 6), []),  # a little less
        ([*days(3, 40, 0, 40, 40, 40, 40), ALL_ON_DAY_TWO], []),  # there was such a day before
        (days(100, 100, 95, 110, 90, 105, 100)[:3], []),  # two days teach nothing
        ([DayVolume(0, "a.example", "en", 90, 30, 90, 5 * HOUR / 60), *days(0, *[100] * 6)], ["text"]),
        ([DayVolume(0, "a.example", "en", 90, 90, 90, 3 * HOUR), *days(0, *[100] * 6)], ["freshness"]),
    ],
)
def test_a_day_is_judged_by_the_lowest_of_days_like_it(volumes: list[DayVolume], rules: list[str]) -> None:
    assert [finding.rule for finding in judge_volumes(volumes)] == rules


def test_a_day_without_articles_is_said_to_have_none() -> None:
    (finding,) = judge_volumes(days(0, 100, 95, 110, 90, 105, 100))
    assert "0 new articles" in finding.words


@pytest.mark.parametrize(
    ("state", "rule"),
    [
        ({}, None),
        ({"earliest_due": NOW + HOUR, "last_well": NOW - DAY, "last_run": NOW - DAY}, None),  # nothing is due
        ({"last_well": NOW - HOUR}, "heartbeat"),
        ({"earliest_due": NOW + HOUR, "last_well": NOW - HOUR, "lost": 4}, "heartbeat"),  # asked in vain
        ({"earliest_due": NOW + HOUR, "last_well": NOW - HOUR, "lost": 3}, None),  # three of ten
        (
            {"earliest_due": NOW + HOUR, "last_well": NOW - HOUR, "lost": 1, "active_feeds": 1},
            None,
        ),  # one poll
        (
            {
                "earliest_due": NOW + HOUR,
                "last_well": NOW - HOUR,
                "lost": 1,
                "lost_twice": 1,
                "active_feeds": 1,
            },
            "heartbeat",
        ),
        ({"last_run": NOW - HOUR, "last_well": NOW - HOUR}, "runs"),
        ({"outcomes": {"forbidden": 6}, "answered": 10}, "outcomes"),
        ({"outcomes": {"forbidden": 3}, "answered": 3}, None),  # a share of three says nothing
        ({"sick": {"it refuses us": ("Mire",)}}, "sick"),
        ({"search_oldest": NOW - 2 * HOUR}, "queue"),
        ({"search_oldest": NOW - HOUR / 2}, None),  # it is being emptied
        ({"search_failed": 1}, "queue"),
        ({"unfiled_since": NOW - 2 * HOUR}, "queue"),
        ({"unfiled_since": NOW - HOUR / 2}, None),
        ({"overdue": 9}, "queue"),
        ({"list_problem": "it is no YAML"}, "list"),
        ({"disks": (Disk("/data", 100 * 10**9, 4 * 10**9),)}, "disk"),
        ({"disks": (Disk("/data", 100 * 10**9, 50 * 10**9, 10 * 10**9),)}, "disk"),  # five days
        ({"disks": (Disk("/data", 100 * 10**9, 50 * 10**9, 10**9),)}, None),
    ],
)
def test_the_whole_has_its_limits(state: dict[str, object], rule: str | None) -> None:
    well = {"active_feeds": 10, "earliest_due": NOW - HOUR, "last_well": NOW, "last_run": NOW}
    found = judge_whole(
        Whole(**{**well, **state}),  # type: ignore[arg-type]
        NOW,
        heartbeat=timedelta(minutes=15),
        max_failed_share=0.5,
    )
    assert [finding.rule for finding in found] == ([rule] if rule else [])
