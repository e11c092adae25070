"""A server that answers 304 for ever (FreshRSS#1020): what an operator does about it, seen from its log."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from support.http_server import Asked, http_server, response
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_sync import sync_feeds

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def rss(*numbers: int) -> bytes:
    items = "".join(f"<item><title>Ferry {n}</title><guid>{n}</guid></item>" for n in numbers)
    return f"<rss version='2.0'><channel><title>Harbour</title>{items}</channel></rss>".encode()


def test_a_run_in_full_gets_what_a_lying_validator_hides(database_url: str, tmp_path: Path) -> None:
    body = rss(1)

    def lie(sock: socket.socket, asked: Asked) -> None:
        is_asked_whether = "if-none-match" in asked.headers
        head = {"ETag": '"stuck"'}
        sock.sendall(
            response(status="304 Not Modified", headers=head)
            if is_asked_whether
            else response(body, headers=head)
        )

    settings = replace(
        Settings.from_environment({"WIREROOM_HOME": str(tmp_path), "WIREROOM_DATABASE_URL": database_url}),
        feeds_file=tmp_path / "feeds.yaml",
    )
    with http_server() as server:
        with connect(database_url) as conn:
            sync_feeds(conn, [FeedSpec(server.on("/feed", lie), private=True, family="harbour")], NOON)
        brought = []
        for hour, in_full in enumerate((False, False, True, False)):
            now = NOON + timedelta(hours=hour)
            report = run_ingest(
                settings, key=f"{hour}", clock=lambda now=now: now, even_if_not_due=True, in_full=in_full
            )
            brought.append(report.counts.inserted)
            body = rss(1, 2)
        assert brought == [1, 0, 1, 0]
        assert ["if-none-match" in asked.headers for asked in server.asked] == [False, True, False, True]
