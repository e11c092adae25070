"""Hours of good feeds, bad feeds and every trap in fast time: `make day` does the same for a day of 300."""

from __future__ import annotations

import pytest

from support.fast_day import simulate

pytestmark = pytest.mark.timeout(900)


def test_two_hours_of_good_and_bad_feeds_end_green_complete_and_searchable(admin_database_url: str) -> None:
    day = simulate(admin_database_url, hours=2, feeds=20)
    assert (day.runs, day.red.total()) == (24, 0), day
    assert day.articles > 500
    assert day.searchable == day.articles
    assert day.missed == 0
