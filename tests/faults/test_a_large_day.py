"""A family that cannot keep up delays nobody else: two hours of the trial of 100,000 feeds, with 2,000."""

from __future__ import annotations

import pytest

from support.large_day import MOST_LATE, simulate
from wireroom import ingest


@pytest.mark.slow
def test_a_family_that_cannot_keep_up_delays_nobody_else(
    admin_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run takes on few feeds, and of the family so few that it falls behind."""
    monkeypatch.setattr(ingest, "DUE_AT_ONCE", 48)
    monkeypatch.setattr(ingest, "family_share", lambda settings: 5)
    day = simulate(admin_database_url, feeds=2_000, hours=2, family=0.5)
    assert day.of_family == 5 * day.runs, "it never keeps up"
    assert max(day.late) <= MOST_LATE / 2
    assert day.polls > 800
    assert day.is_well, day
