"""A server that hangs up in the middle: what is whole is filed at once, the rest a few minutes later."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from support.http_server import Server, http_server, raw, response
from wireroom.ingest.run_ingest import run_ingest
from wireroom.ingest.run_report import RunReport
from wireroom.landing import list_landed
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_sync import sync_feeds

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ENTRIES = 12
VALIDATORS = {"ETag": '"of the whole"', "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}


def text_of(number: int) -> str:
    return f"The ferry {number} left the harbour at dawn. " + f"It carried {number} crates of pears. " * 12


def rss(pretty: str = "\n") -> bytes:
    items = pretty.join(
        f"<item><title>Ferry {n} sails</title><link>https://harbour.example/{n}</link><guid>{n}</guid>"
        f"<pubDate>Mon, 23 Nov 2026 {n % 12:02d}:00:00 GMT</pubDate>"
        f"<description>{text_of(n)}</description></item>"
        for n in range(ENTRIES)
    )
    return f"<rss version='2.0'><channel><title>Harbour</title>{items}</channel></rss>".encode()


def half(body: bytes) -> bytes:
    """Through the text of an entry, so that half of it comes."""
    return body[: body.index(b"It carried", body.index(b"<guid>7</guid>")) + 40]


def close_delimited(body: bytes) -> bytes:
    head, _, rest = response(body, headers=VALIDATORS).partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.startswith(b"Content-Length")]
    return b"\r\n".join(lines) + b"\r\n\r\n" + rest


def torn_gzip(body: bytes) -> bytes:
    packed = gzip.compress(body, 0)  # stored as it is, so that it can be cut where `half` cuts
    return close_delimited(packed[: len(half(body)) + 15]).replace(
        b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n", 1
    )


def torn_by_length(body: bytes) -> bytes:
    return response(half(body), headers={**VALIDATORS, "Content-Length": str(len(body))})


TORN: dict[str, Callable[[bytes], bytes]] = {
    "gzip": torn_gzip,
    "a length": torn_by_length,
    "neither": lambda body: close_delimited(half(body)),
    "206": lambda body: response(
        half(body),
        status="206 Partial Content",
        headers={**VALIDATORS, "Content-Range": f"bytes 0-{len(half(body)) - 1}/{len(body)}"},
    ),
}


def rows(url: str, sql: str) -> list[tuple[Any, ...]]:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


class Paper:
    """One feed on a server of its own, polled with a hand-set clock."""

    def __init__(self, server: Server, database_url: str, home: Path) -> None:
        self.server = server
        self.database_url = database_url
        self.settings = replace(
            Settings.from_environment({"WIREROOM_HOME": str(home), "WIREROOM_DATABASE_URL": database_url}),
            feeds_file=home / "feeds.yaml",
        )
        with connect(database_url) as conn:
            sync_feeds(conn, [FeedSpec(server.url("/feed"), private=True, family="harbour")], NOON)

    def poll(self, minutes: int) -> RunReport:
        now = NOON + timedelta(minutes=minutes)
        return run_ingest(self.settings, key=f"after {minutes}", clock=lambda: now)

    def articles(self) -> dict[str, str]:
        return dict(rows(self.database_url, "SELECT title, text FROM news.articles"))


@pytest.mark.parametrize("torn", TORN.values(), ids=TORN)
def test_a_torn_feed_loses_nothing_and_is_asked_again_in_full(
    database_url: str, tmp_path: Path, torn: Callable[[bytes], bytes]
) -> None:
    with http_server() as server:
        paper = Paper(server, database_url, tmp_path)
        server.on("/feed", raw(torn(rss())))
        first = paper.poll(0)
        assert [str(poll.outcome) for poll in first.polls] == ["truncated"]
        assert sorted(paper.articles()) == sorted(f"Ferry {n} sails" for n in range(7)), "what is whole"
        health = rows(database_url, "SELECT health, last_error FROM news.feeds")[0]
        assert "broke off" in health[0]
        assert "again in full" in health[1]

        server.on("/feed", raw(response(rss(), headers=VALIDATORS)))
        second = paper.poll(12)
        assert [str(poll.outcome) for poll in second.polls] == ["ok"], "due again within minutes"
        asked = server.asked[-1].headers
        assert not {"if-none-match", "if-modified-since"} & set(asked)
        articles = paper.articles()
        assert sorted(articles) == sorted(f"Ferry {n} sails" for n in range(ENTRIES))
        assert all(articles[f"Ferry {n} sails"] == text_of(n).strip() for n in range(ENTRIES))
        assert rows(database_url, "SELECT count(*) FROM news.revisions WHERE version > 1") == [(0,)]
        assert rows(database_url, "SELECT count(*) FROM news.rejected") == [(0,)]


def test_the_landed_record_says_that_it_is_cut(database_url: str, tmp_path: Path) -> None:
    with http_server() as server:
        paper = Paper(server, database_url, tmp_path)
        server.on("/feed", raw(torn_by_length(rss())))
        paper.poll(0)
    (uri,) = list_landed(paper.settings.landing_url, NOON.date())
    with Path(uri.removeprefix("file://")).open("rb") as stream:
        records = [dict(record.headers) for record in ArchiveIterator(stream, WarcRecordType.response)]
    assert [record["WARC-Truncated"] for record in records] == ["disconnect"]


def test_a_feed_that_is_always_torn_is_asked_no_oftener_than_usual(database_url: str, tmp_path: Path) -> None:
    with http_server() as server:
        paper = Paper(server, database_url, tmp_path)
        server.on("/feed", raw(torn_by_length(rss())))
        for minutes in range(0, 3 * 60, 10):
            paper.poll(minutes)
        assert 4 <= len(server.asked) <= 11, (
            "after 5 minutes, 10, 15, … up to the usual interval; not 18 times"
        )
        assert len(paper.articles()) == 7
