"""`backfill run --from landed` without days files all that was landed: the undated too, and what was old."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from wireroom.backfill.origins import nothing_landed
from wireroom.cli.main import main
from wireroom.landing import LandingWriter, landing_uri
from wireroom.models import Exchange, FeedSpec, Outcome
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_sync import sync_feeds

FIRST = datetime(2026, 10, 12, 8, tzinfo=UTC)
URL = "https://quay.example/feed"
DATES = ("2026-10-12T07:00:00Z", "2026-05-01T07:00:00Z", "")  # of the day, old by then, of no day


def feed(poll: int) -> bytes:
    entries = "".join(
        f"<entry><id>urn:{poll}.{number}</id><title>Ferry {poll}.{number}</title>"
        f'<link href="https://quay.example/{poll}/{number}"/><summary>It ran {poll}.{number}.</summary>'
        + (f"<updated>{at}</updated>" if at else "")
        + "</entry>"
        for number, at in enumerate(DATES)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title>{entries}</feed>'.encode()


@pytest.fixture
def landed(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Polls of two days, a month apart."""
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    monkeypatch.setenv("WIREROOM_LANDING_URL", str(tmp_path / "landing"))
    with connect(database_url) as conn:
        sync_feeds(conn, [FeedSpec(URL)], FIRST)
    for poll in range(2):
        at = FIRST + timedelta(days=30 * poll)
        with LandingWriter(
            landing_uri(str(tmp_path / "landing"), "ingest", at, f"run{poll}", "all")
        ) as writer:
            writer.add(Exchange(1, URL, at, Outcome.OK, status=200, body=feed(poll)))
    return database_url


def articles(database_url: str) -> int:
    with connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM news.articles")
        return int((cursor.fetchone() or (0,))[0])


def test_all_there_is_comes_without_days(landed: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It asked for --since, and no days bring what is dated before them or not at all."""
    assert main(["backfill", "plan", "--from", "landed"]) == 0
    assert "2 landing files" in capsys.readouterr().out
    assert main(["backfill", "run", "--from", "landed"]) == 0
    assert "all there is: 6 articles read, 6 new" in capsys.readouterr().out
    assert main(["backfill", "run", "--from", "landed"]) == 0
    assert articles(landed) == 6


@pytest.mark.parametrize("origin", ["landed", "rfc5005"])
def test_a_last_day_alone_is_not_all_there_is(
    landed: str, capsys: pytest.CaptureFixture[str], origin: str
) -> None:
    """Of feeds it was passed over, and all there is was loaded."""
    assert main(["backfill", "run", "--from", origin, "--until", "2026-10-12"]) == 1
    assert "--since is needed" in capsys.readouterr().err
    assert articles(landed) == 0


def test_a_day_whose_articles_came_on_the_morrow_is_loaded(
    landed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The files of the day after are read for it too: it was said that there was nothing, and not covered."""
    at = datetime(2026, 11, 2, 0, 10, tzinfo=UTC)
    late = feed(9).replace(b"2026-10-12T07:00:00Z", b"2026-11-01T23:50:00Z")
    with LandingWriter(landing_uri(str(tmp_path / "landing"), "ingest", at, "late", "all")) as writer:
        writer.add(Exchange(1, URL, at, Outcome.OK, status=200, body=late))
    for days in (["2026-11-01"], ["2026-10-20", "--until", "2026-11-01"]):
        assert main(["backfill", "run", "--from", "landed", "--since", *days]) == 0
        said = capsys.readouterr().out
        assert "nothing was landed on 2026-11-01" not in said
        assert "nothing was landed between" not in said
    with connect(landed) as conn, conn.cursor() as cursor:
        cursor.execute(
            "SELECT state, inserted + unchanged FROM news.backfill_units WHERE unit = '2026-11-01'"
        )
        assert set(cursor.fetchall()) == {("done", 1)}


def test_a_folder_without_files_is_no_landed_day(
    landed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run that polled nobody leaves one: of its day nothing was said, and it was named as the nearest."""
    for empty in ("2026/11/20/run-a", "2026/11/21/run-b"):
        (tmp_path / "landing" / "ingest" / empty).mkdir(parents=True)
    assert main(["backfill", "run", "--from", "landed", "--since", "2026-11-20"]) == 0
    words = "nothing was landed on 2026-11-20; the nearest landed day is 2026-11-11 (nobody polled then"
    assert words in capsys.readouterr().out


def test_a_day_that_holds_files_costs_the_same_however_many_days_were_landed(
    landed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For each day that was loaded all folders of all years were listed: 293 ms a day with three years."""
    settings, day = Settings.from_environment(), FIRST.date()
    listings: list[str] = []
    for name in ("scandir", "listdir"):
        real = getattr(os, name)

        def counted(path: Any = ".", real: Any = real) -> Any:
            listings.append(str(path))
            return real(path)

        monkeypatch.setattr(os, name, counted)

    def cost() -> int:
        listings.clear()
        assert nothing_landed(settings, day, day) == ""
        return len(listings)

    of_two_days = cost()
    for number in range(60):
        (tmp_path / "landing" / "ingest" / f"{day - timedelta(days=number + 1):%Y/%m/%d}").mkdir(parents=True)
    assert 0 < cost() == of_two_days
