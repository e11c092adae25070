"""The solar Hijri calendar against days that are known, and against itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wireroom.common.dates.readers.other_calendars import FIRST_YEAR, LAST_YEAR, jalali_day

KNOWN = {
    "a new year": ((1404, 1, 1), date(2025, 3, 21)),
    "a new year on the day before": ((1375, 1, 1), date(1996, 3, 20)),
    "the last day of a leap year": ((1403, 12, 30), date(2025, 3, 20)),
    "of another, four years before": ((1399, 12, 30), date(2021, 3, 20)),
    "five years after a leap year": ((1408, 12, 30), date(2030, 3, 20)),
    "the revolution": ((1357, 11, 22), date(1979, 2, 11)),
    "a day in autumn": ((1404, 8, 25), date(2025, 11, 16)),
}


@pytest.mark.parametrize(("written", "ours"), KNOWN.values(), ids=KNOWN)
def test_known_days_are_these(written: tuple[int, int, int], ours: date) -> None:
    assert jalali_day(*written) == ours


@pytest.mark.parametrize(
    "written", [(1404, 12, 30), (1404, 7, 31), (1404, 13, 1), (1404, 0, 1), (1404, 1, 0)]
)
def test_days_that_do_not_exist_are_none(written: tuple[int, int, int]) -> None:
    assert jalali_day(*written) is None


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_years_for_which_the_rule_does_not_hold_are_none(year: int) -> None:
    assert jalali_day(year, 1, 1) is None


def test_each_day_is_followed_by_the_next_and_none_is_left_out() -> None:
    days = [
        found
        for year in range(1300, 1500)
        for month in range(1, 13)
        for day in range(1, 32)
        if (found := jalali_day(year, month, day))
    ]
    assert days == [days[0] + timedelta(days=place) for place in range(len(days))]
