"""Time decides what is out; nothing else does, and nothing that was out is taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.newsroom import NewsroomClock, read_instant
from wireroom.newsroom.content.outlet import standing_outlets
from wireroom.newsroom.content.schedule import day_slots, find, latest, next_change

MINUTELY = standing_outlets()["harbour-post"]
DAILY = standing_outlets()["estuary-almanac"]
OUTLETS = [pytest.param(MINUTELY, id="by the minute"), pytest.param(DAILY, id="by the day")]
moments = st.integers(1_704_067_200, 1_893_456_000).map(lambda second: datetime.fromtimestamp(second, UTC))


@given(now=moments, later=st.timedeltas(timedelta(), timedelta(days=3)))
def test_what_is_out_stays_out(now: datetime, later: timedelta) -> None:
    for outlet in (MINUTELY, DAILY):
        (newest,) = latest(outlet, "1", now, 1)
        assert newest.published <= now
        found = find(outlet, "1", newest.number, now + later)
        assert found
        assert found.published == newest.published


@given(now=moments)
def test_nothing_changes_before_the_next_change(now: datetime) -> None:
    for outlet in (MINUTELY, DAILY):
        change = next_change(outlet, "1", now)
        assert now < change
        assert latest(outlet, "1", now, 30) == latest(outlet, "1", change - timedelta(microseconds=1), 30)


@given(now=moments)
def test_newest_come_first_and_each_once(now: datetime) -> None:
    for outlet in (MINUTELY, DAILY):
        slots = latest(outlet, "1", now, 40)
        assert [slot.published for slot in slots] == sorted((s.published for s in slots), reverse=True)
        assert len({slot.number for slot in slots}) == 40


@pytest.mark.parametrize("outlet", OUTLETS)
@pytest.mark.parametrize("number", [-1, 10**8, 10**15])
def test_a_story_that_never_was_is_not_found(outlet: object, number: int) -> None:
    assert find(outlet, "1", number, datetime(2026, 11, 23, tzinfo=UTC)) is None  # type: ignore[arg-type]


def test_ten_minutes_bring_new_stories_and_corrections() -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    before, after = latest(MINUTELY, "1", now, 25), latest(MINUTELY, "1", now + timedelta(minutes=10), 25)
    known = {slot.number: slot for slot in before}
    assert [slot for slot in after if slot.number not in known]
    assert [slot for slot in after if slot.number in known and slot != known[slot.number]]


def test_a_past_day_of_a_daily_outlet_never_changes() -> None:
    day = date(2026, 3, 1)
    seen = day_slots(DAILY, "1", day, datetime(2026, 3, 2, tzinfo=UTC))
    assert 6 <= len(seen) <= 12
    assert seen == day_slots(DAILY, "1", day, datetime(2026, 11, 23, tzinfo=UTC))
    assert {slot.published.date() for slot in seen} == {day}


def test_the_clock_starts_where_it_is_told_and_runs_at_its_speed() -> None:
    seconds = 100.0
    clock = NewsroomClock(datetime(2026, 1, 1, tzinfo=UTC), speed=60, ticks=lambda: seconds)
    seconds += 2
    assert clock() == datetime(2026, 1, 1, 0, 2, tzinfo=UTC)
    clock.set(datetime(2025, 1, 1, tzinfo=UTC), speed=0)
    seconds += 5_000
    assert clock() == datetime(2025, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-23T10:00Z", datetime(2026, 11, 23, 10, tzinfo=UTC)),
        ("2026-11-23T12:00+02:00", datetime(2026, 11, 23, 10, tzinfo=UTC)),
        (" 2026-11-23 ", datetime(2026, 11, 23, tzinfo=UTC)),
        ("noon", None),
        ("", None),
    ],
)
def test_an_instant_is_read_or_refused(text: str, instant: datetime | None) -> None:
    assert read_instant(text) == instant
