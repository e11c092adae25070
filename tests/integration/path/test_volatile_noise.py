"""Counters, clocks and advertisements make no revision (design, promise 4)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from support.sample_newsroom import newsroom, subscribe
from wireroom.ingest.run_ingest import run_ingest


def test_a_feed_whose_pages_only_count_and_tick_revises_nothing(database_url: str, tmp_path: Path) -> None:
    """The newsroom's Ticker Hall changes its view counts and clocks at every request, and no word else."""
    with newsroom(database_url, tmp_path) as room:
        subscribe(room.settings, "ticker-hall")
        first = run_ingest(room.settings, key="first", clock=room.clock, even_if_not_due=True)
        room.advance(timedelta(seconds=40))
        again = run_ingest(room.settings, key="again", clock=room.clock, even_if_not_due=True)

    assert first.counts.inserted > 10
    assert again.counts.entries > 10, "the bytes were not the same: it was read again"
    assert again.counts.revised == 0
