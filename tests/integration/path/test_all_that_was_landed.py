"""`backfill run --from landed` without days files all that was landed: the undated too, and what was old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wireroom import store
from wireroom.cli.main import main
from wireroom.landing import LandingWriter, landing_uri
from wireroom.models import Exchange, FeedSpec, Outcome

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
    with store.connect(database_url) as conn:
        store.sync_feeds(conn, [FeedSpec(URL)], FIRST)
    for poll in range(2):
        at = FIRST + timedelta(days=30 * poll)
        with LandingWriter(
            landing_uri(str(tmp_path / "landing"), "ingest", at, f"run{poll}", "all")
        ) as writer:
            writer.add(Exchange(1, URL, at, Outcome.OK, status=200, body=feed(poll)))
    return database_url


def articles(database_url: str) -> int:
    with store.connect(database_url) as conn, conn.cursor() as cursor:
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
