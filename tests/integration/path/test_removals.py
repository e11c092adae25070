"""A feed that says it lists all its entries tells by that what it has removed; no other feed does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from support.http_server import http_server, raw, response
from wireroom import store
from wireroom.cli.backfill import backfill_days
from wireroom.models import FeedSpec
from wireroom.settings import Settings

DAY = "2026-09-14"


def clock() -> datetime:
    return datetime.now(UTC)


def feed(*numbers: int, complete: bool) -> bytes:
    entries = "".join(
        f"<entry><id>urn:{number}</id><title>Ferry {number}</title><updated>{DAY}T0{number}:00:00Z</updated>"
        f'<link href="https://quay.example/{number}"/><summary>The ferry ran {number}.</summary></entry>'
        for number in numbers
    )
    says = "<fh:complete/>" if complete else ""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0">'
        f"<title>Quay</title>{says}{entries}</feed>"
    ).encode()


@pytest.mark.parametrize("complete", [True, False], ids=["complete", "a window"])
def test_what_a_complete_feed_no_longer_lists_is_told(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], complete: bool
) -> None:
    settings = replace(
        Settings(), database_url=database_url, landing_url=str(tmp_path / "landing"), family_pause=0.0
    )
    with http_server() as server:
        with store.connect(database_url) as conn:
            store.sync_feeds(conn, [FeedSpec(server.url("/feed"), title="Quay", private=True)], clock())
        for listed in ((1, 2, 3, 4), (2, 4), (2, 4)):
            server.answers["/feed"] = raw(response(feed(*listed, complete=complete)))
            capsys.readouterr()
            assert backfill_days.run_all(settings, "rfc5005", "", clock=clock) == 0
    said = capsys.readouterr().out
    with store.connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM news.articles")
        assert cursor.fetchone() == (4,), "articles stay"
    told = (
        "Quay: says that it lists all its entries, and 2 that it listed before are gone: Ferry 3; Ferry 1. "
    )
    assert (told in said) == complete
