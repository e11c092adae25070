"""What the ledger knows of days and files that were read tells what more of them will bring and take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from support.sample_newsroom import Newsroom, newsroom, planned, subscribe
from wireroom.backfill.estimates.experience import UNKNOWN
from wireroom.cli.backfill import backfill_days, backfill_files
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import BackfillRequest
from wireroom.store.backfills import Backfill, backfills
from wireroom.store.connection import connect

BEFORE = [date(2026, 10, 12), date(2026, 10, 13), date(2026, 10, 14)]
FEW = r"(?:no second|0:00:0\d)"
AFTER = [date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 7)]


@pytest.fixture
def room(database_url: str, tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(database_url, tmp_path) as running:
        yield running


def last(room: Newsroom) -> Backfill:
    with connect(room.settings.database_url) as conn:
        return next(backfills(conn, now=room.now))


def test_days_bring_what_their_feeds_days_brought(room: Newsroom) -> None:
    subscribe(room.settings, "estuary-almanac")
    run_ingest(room.settings, key="live", clock=room.clock)
    assert UNKNOWN in str(planned(room, "rfc5005", AFTER))
    assert backfill_days.run(room.settings, BackfillRequest("rfc5005"), BEFORE, clock=room.clock) == 0
    assert last(room).estimate == {}

    expected = planned(room, "rfc5005", AFTER)
    assert f"about {expected.articles:,} articles, " in str(expected)
    assert expected.unread == 0
    room.advance(timedelta(seconds=1))
    backfill_days.run(room.settings, BackfillRequest("rfc5005"), AFTER, clock=room.clock)
    came = last(room)
    assert came.estimate["days"] == len(AFTER)
    assert came.entries / 2 <= came.estimate["articles"] == expected.articles <= came.entries * 2
    assert came.estimate["cpu_seconds"] > 0
    assert came.requests > 0
    assert came.cpu_seconds > 0


def test_files_bring_what_files_like_them_brought(room: Newsroom, capsys: pytest.CaptureFixture[str]) -> None:
    folder = room.settings.home / "saved"
    folder.mkdir()
    fill(folder, range(10))
    saved = BackfillRequest("documents", str(folder))
    backfill_files.plan(room.settings, saved, now=room.now)
    assert backfill_files.run(room.settings, saved, key="first", clock=room.clock) == 0
    estimates = re.findall(rf"about 10 articles, {FEW} of CPU time", capsys.readouterr().out)
    assert len(estimates) == 2, "by a look into them"
    first = last(room).estimate
    assert (first["files"], first["bytes"], first["articles"]) == (10, 10 * 330, 10)

    fill(folder, range(10, 30))
    backfill_files.plan(room.settings, saved, now=room.now)
    said = capsys.readouterr().out
    assert re.search(rf"10 of 30 files were read before; about 20 articles, {FEW} of CPU time", said)
    backfill_files.run(room.settings, saved, key="second", clock=room.clock)
    came = last(room)
    assert (came.estimate["files"], came.estimate["articles"], came.entries) == (20, 20, 20)
    assert came.estimate["cpu_seconds"] > 0


def fill(folder: Path, numbers: range) -> None:
    """Texts of one length."""
    for number in numbers:
        words = f"date 2026-10-12 Ferry number {number:04} ran again. " + f"Tea {number:04} was given. " * 20
        (folder / f"{number}.txt").write_text(words.ljust(330)[:330])
