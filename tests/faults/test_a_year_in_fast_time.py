"""Many days of polls with retention on: what is kept for a time stops growing."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.fast_year import BOUNDED, growth, simulate

pytestmark = pytest.mark.timeout(900)


def test_sizes_stand_still_once_the_time_is_over(database_url: str, tmp_path: Path) -> None:
    """`python tests/support/fast_year.py` does a whole year."""
    year = simulate(database_url, tmp_path, days=120, feeds=10, articles=5, runs=2)
    assert year.problems == []
    assert {part: growth(year, part) for part in BOUNDED if growth(year, part) > 0.25} == {}
    # The last day with runs, and the 30 before it: maintenance comes on a day that has none yet (0110).
    assert year.sizes["landed files"][-1] == 31 * 2 * 5_000
    articles = year.sizes["articles"]
    a_day = (articles[-1] - articles[60]) / 59
    # Over a month: with five articles a day the empty tables of a new one outweigh what it brings.
    foreseen = [year.forecasts[day]["articles"] - articles[day] for day in range(60, 90)]
    assert sum(foreseen) / 30 == pytest.approx(a_day * 365, rel=0.2)
