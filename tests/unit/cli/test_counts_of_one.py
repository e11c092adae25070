"""A count of one has its noun and verb in the singular."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from wireroom.cli import main
from wireroom.cli.backfill import backfill_command
from wireroom.full_text.run_pages import report_pages
from wireroom.models import Counts
from wireroom.settings import Settings


def test_a_plan_that_asked_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It said `1 lists and documents`."""
    job = SimpleNamespace(name="Quay", requests=1, size=1, cost="1 request")
    nothing = SimpleNamespace(articles=None, cpu_seconds=None)
    source = SimpleNamespace(job=job, seconds=0.0, asked=1, expected=nothing)
    monkeypatch.setattr(backfill_command, "plan_range", lambda *place, **how: [source])
    assert main.main(["backfill", "plan", "--from", "sitemaps", "--since", "2019-03-04"]) == 0
    assert "planning asked for 1 list or document, for no page" in capsys.readouterr().out


def test_a_run_that_left_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """It said `1 pages were` of each."""
    given = {
        "connect": lambda url: nullcontext(),
        "run_summary": lambda conn, number: SimpleNamespace(counts=Counts()),
        "close_run": lambda *place, **how: None,
        "store_pages": SimpleNamespace(
            give_up_pages=lambda *place: {"file:///a": 1}, pages_of_run=lambda conn, number: {"": 1}
        ),
    }
    for name, stand_in in given.items():
        monkeypatch.setitem(report_pages.__globals__, name, stand_in)
    told = report_pages(Settings(), run_id=1, now=datetime(2019, 3, 4, tzinfo=UTC))
    assert told.problems == (
        "1 page of file:///a could not be read and is given up",
        "1 page was claimed or landed and not read: the next run reads it",
    )
