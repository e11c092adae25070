"""What a backfill brings keeps its feed's text, unless the backfill's `full_text` asks for the pages."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from support.filings import rows
from support.sample_newsroom import Newsroom, newsroom, subscribe
from wireroom.backfill.file_day import file_day
from wireroom.backfill.gather import gather
from wireroom.backfill.jobs import DayRequest
from wireroom.backfill.plan_day import plan_day
from wireroom.cli.backfill import backfill_days, backfill_status
from wireroom.cli.main import main
from wireroom.full_text.run_pages import run_pages
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import BackfillRequest
from wireroom.store.connection import connect

DAY = date(2026, 9, 15)
BROUGHT = """
SELECT count(*) AS articles, count(p.article_id) AS asked
FROM news.articles AS a LEFT JOIN wireroom.pages AS p ON p.article_id = a.id
WHERE a.published_at >= '2026-09-15' AND a.published_at < '2026-09-16'
"""


@pytest.fixture
def room(database_url: str, tmp_path: Path):
    """An outlet with archive documents, polled once."""
    with newsroom(database_url, tmp_path) as running:
        subscribe(running.settings, "estuary-almanac")
        run_ingest(running.settings, key="live", clock=running.clock)
        yield running


def had_again(room: Newsroom, *, full_text: bool) -> None:
    plan = plan_day(room.settings, DayRequest(DAY, ("rfc5005",), full_text=full_text), key="a", now=room.now)
    for job in plan.jobs:
        gathered = gather(room.settings, job, day=DAY, run_key="a", clock=room.clock)
        file_day(room.settings, gathered, run_id=plan.run_id, day=DAY, now=room.now)


@pytest.mark.parametrize("full_text", [False, True])
def test_pages_of_what_a_backfill_brings_are_fetched_where_it_asks(
    room: Newsroom, database_url: str, full_text: bool
) -> None:
    with connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.feeds SET full_text = 'always'")
        conn.commit()
    had_again(room, full_text=full_text)
    run_pages(room.settings, key="pages", clock=room.clock)
    with connect(database_url) as conn:
        ((articles, asked),) = rows(conn, BROUGHT)
    assert articles > 0
    assert asked == (articles if full_text else 0)


@pytest.mark.parametrize("asked", [[], ["--full-text"]])
def test_the_command_asks_for_pages_as_the_dag_does(
    room: Newsroom, database_url: str, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(room.settings.home))
    ((asked_at, served_at),) = room.settings.connect_to
    monkeypatch.setenv("WIREROOM_CONNECT_TO", f"{asked_at}={served_at}")
    assert main(["backfill", "run", "--from", "rfc5005", "--since", str(DAY), *asked]) == 0
    with connect(database_url) as conn:
        assert rows(conn, "SELECT full_text FROM wireroom.runs WHERE kind = 'backfill'") == [(bool(asked),)]


def test_a_backfill_that_goes_on_asks_for_pages_as_at_first(
    room: Newsroom, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backfill_days, "gather", stop)
    with pytest.raises(KeyboardInterrupt):
        backfill_days.run(room.settings, BackfillRequest("rfc5005", full_text=True), [DAY], clock=room.clock)
    monkeypatch.setattr(backfill_days, "gather", gather)
    found = backfill_status.to_resume(room.settings, None, now=room.now)
    later = room.now + timedelta(minutes=1)  # a run of its own
    assert backfill_days.resume(room.settings, found, clock=lambda: later) == 0
    with connect(database_url) as conn:
        asked = "SELECT full_text, status FROM wireroom.runs WHERE kind = 'backfill' ORDER BY id"
        assert rows(conn, asked) == [(True, "failed"), (True, "succeeded")]


def test_files_hold_whole_pages_and_ask_for_none(
    room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WIREROOM_DATABASE_URL", room.settings.database_url)
    assert main(["backfill", "run", "--from", f"documents:{tmp_path}", "--full-text"]) != 0
    assert "documents reads files" in capsys.readouterr().err
