"""An hour of good feeds, bad feeds and every trap in fast time: `make day` does the same for a day of 300."""

from __future__ import annotations

import pytest

from support.fast_day import simulate

pytestmark = pytest.mark.timeout(900)


def test_an_hour_of_good_and_bad_feeds_ends_green_complete_and_searchable(admin_database_url: str) -> None:
    day = simulate(admin_database_url, hours=1, feeds=20)
    assert (day.runs, day.red.total()) == (12, 0), day
    assert day.articles > 400
    assert day.searchable == day.articles
    assert day.missed == 0
