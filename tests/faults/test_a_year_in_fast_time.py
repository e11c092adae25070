"""Many days of polls with retention on: what is kept for a time stops growing."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.fast_year import BOUNDED, growth, simulate

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def test_sizes_stand_still_once_the_time_is_over(database_url: str, tmp_path: Path) -> None:
    """`python tests/support/fast_year.py` does a whole year."""
    year = simulate(database_url, tmp_path, days=120, feeds=10, articles=5, runs=2)
    assert year.problems == []
    assert {part: growth(year, part) for part in BOUNDED if growth(year, part) > 0.25} == {}
    assert year.sizes["landed files"][-1] == 30 * 2 * 5_000
    articles = year.sizes["articles"]
    a_day = (articles[-1] - articles[60]) / 59
    foreseen = year.forecasts[60]["articles"] - articles[60]
    assert foreseen == pytest.approx(a_day * 365, rel=0.2)
