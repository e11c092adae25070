"""Days on which something may be missing: found, told apart from empty ones, and closed by who has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from support.http_server import http_server
from support.sample_newsroom import NOON, Newsroom, newsroom, subscribe
from wireroom.archive.walks.archive_index import ArchiveIndex
from wireroom.backfill.gaps import close_gaps, find_gaps
from wireroom.cli.backfill import backfill_gaps, backfill_status
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_sync import sync_feeds

OUTAGE = 9  # days


@pytest.fixture
def room(database_url: str, tmp_path: Path) -> Iterator[Newsroom]:
    """A feed that was polled, then days on which nobody polled, then one poll more."""
    with newsroom(database_url, tmp_path) as running:
        subscribe(running.settings, "estuary-almanac")
        run_ingest(running.settings, key="before", clock=running.clock)
        running.advance(timedelta(days=OUTAGE + 1))
        run_ingest(running.settings, key="after", clock=running.clock)
        yield running


def states(url: str, where: str = "true") -> list[tuple[str, str | None, dict[str, str]]]:
    columns = "state, suspected_gap, origins"
    with connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM news.coverage WHERE {where} ORDER BY feed, day")
        return [tuple(row) for row in cursor.fetchall()]  # type: ignore[misc]


def test_an_outage_is_found_priced_and_closed_by_who_has_the_days(
    room: Newsroom, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    days = backfill_gaps.window(None, None, now=room.now)
    before = states(database_url)
    assert [state for state, _, _ in before] == ["held", *["not tried"] * OUTAGE, "held"]
    assert backfill_gaps.show(room.settings, days, "", clock=room.clock) == 0
    said = capsys.readouterr().out
    assert f"({OUTAGE} days)" in said
    assert "no poll ended well; rfc5005 could close it" in said
    assert f"{OUTAGE} suspected gaps of 1 feed" in said

    assert backfill_gaps.close(room.settings, days, "", clock=room.clock) == 0
    assert "0 gaps are left" in capsys.readouterr().out
    after = states(database_url)
    assert [state for state, _, _ in after] == ["held"] * (OUTAGE + 2)
    assert all(why is None for _, why, _ in after[:-1])
    asked = [origins for _, _, origins in after[1:-1]]
    assert asked[0] == {"rfc5005": "done"}
    later = {"rfc5005": "uncovered", "paged": "uncovered", "sitemaps": "done"}
    assert asked[-1] == later, "the archive ends before this week; the site has it"
    assert list(close_gaps(room.settings, since=days[0], until=days[1], clock=room.clock)) == []

    assert backfill_status.show(room.settings, None, now=room.now) == 0
    assert f"days of rfc5005: {OUTAGE} (" in capsys.readouterr().out


def test_closing_says_its_price_first_and_stops_at_its_limit(
    room: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    """It asked other people's servers without an end, and said so afterwards. What was read is kept."""
    days = backfill_gaps.window(None, None, now=room.now)
    assert backfill_gaps.close(room.settings, days, "", clock=room.clock, most_requests=3) == 1
    price, *_, stopped, sums = capsys.readouterr().out.splitlines()
    assert (
        price == f"{OUTAGE} gaps to ask for: unknown before for {OUTAGE}; at most 3 are made (--max-requests)"
    )
    assert "stopped at the limit of 3 requests; what was read is kept" in stopped
    assert sums.startswith("3 requests made; ")

    room.advance(timedelta(seconds=1))
    assert backfill_gaps.close(room.settings, days, "", clock=room.clock, most_requests=0) == 0
    said = capsys.readouterr().out
    assert (
        said.splitlines()[0]
        == f"{OUTAGE - 1} gaps to ask for: 0 requests for {OUTAGE - 1} of them; without a limit"
    )
    assert "0 gaps are left" in said


def test_what_is_known_of_a_feed_is_read_once_for_all_its_gaps(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was built anew for each day."""
    built, read = [], ArchiveIndex.from_rows
    monkeypatch.setattr(ArchiveIndex, "from_rows", lambda rows: built.append(1) or read(rows))
    since, until = backfill_gaps.window(None, None, now=room.now)
    gaps = find_gaps(room.settings, since=since, until=until, now=room.now)
    assert (len(gaps), len(built)) == (OUTAGE, 1)


def test_a_feed_that_was_never_polled_is_said_and_who_has_nothing_is_not_asked_again(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with http_server() as server:
        feed = b"<rss version='2.0'><channel><title>Quay</title></channel></rss>"
        server.sends("/feed", feed)
        server.sends("/feed?paged=2", feed)
        environ = {
            "WIREROOM_HOME": str(tmp_path),
            "WIREROOM_DATABASE_URL": database_url,
            "WIREROOM_CDX_URL": server.url("/cdx"),
            "WIREROOM_CDX_PAUSE": "0",
        }
        settings = Settings.from_environment(environ)
        spec = FeedSpec(server.url("/feed"), private=True, family="quay")
        with connect(database_url) as conn:
            sync_feeds(conn, [spec], NOON - timedelta(days=2))
            sync_feeds(conn, [spec, replace(spec, url=server.url("/later"))], NOON)
        days = backfill_gaps.window(None, None, now=NOON)
        assert backfill_gaps.show(settings, days, "/feed", clock=lambda: NOON) == 0
        assert "(2 days)" in (said := capsys.readouterr().out)
        assert "never polled; rfc5005 could close it, requests unknown before" in said
        assert backfill_gaps.close(settings, days, "/feed", clock=lambda: NOON) == 1
        said = capsys.readouterr().out
        assert "(asked: cdx failed, paged uncovered, rfc5005 uncovered, sitemaps uncovered)" in said
        assert "2 gaps are left" in said
        before = len(server.asked)
        assert {state for state, *_ in states(database_url, "day < '2026-11-23'")} == {"not covered"}
        backfill_gaps.close(settings, days, "/feed", clock=lambda: NOON)
        assert all("/cdx" in each.path for each in server.asked[before:]), "who failed is asked again, only"
