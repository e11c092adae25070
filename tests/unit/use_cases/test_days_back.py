"""Ages in days of work: pauses of any length move nothing past its time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from wireroom.maintain.maintenance import days_back
from wireroom.store.retention import ActiveDay

NOW = datetime(2026, 11, 20, 3, 40, tzinfo=UTC)


def at_work(gaps: list[int]) -> list[ActiveDay]:
    """The latest first, so many days apart."""
    back = accumulate([0, *gaps])
    return [ActiveDay(date(2026, 11, 20) - timedelta(days), True) for days in back]


@given(st.lists(st.integers(1, 1000), max_size=60), st.integers(1, 50), st.integers(0, 100_000))
def test_a_standstill_of_any_length_takes_no_further_day(gaps: list[int], kept: int, pause: int) -> None:
    """What may go is what more than `kept` days of work have passed over, whatever the calendar says."""
    before = days_back(at_work(gaps), timedelta(kept), NOW, any_day=False)
    assert before is None or all(active.day >= before.date() for active in at_work(gaps)[: kept + 1])
    assert (before is None) == (len(gaps) < kept)
    stood = [*gaps[:-1], *(gap + pause for gap in gaps[-1:])]
    longer = days_back(at_work(stood), timedelta(kept), NOW, any_day=False)
    assert before is None or longer is None or longer <= before


@given(st.integers(0, 400), st.integers(1, 500))
def test_at_work_every_day_it_is_the_calendar(kept: int, days: int) -> None:
    before = days_back(at_work([1] * days), timedelta(kept), NOW, any_day=False)
    assert before == (NOW - timedelta(kept) if days >= kept else None)
