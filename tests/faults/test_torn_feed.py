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
from wireroom.parse import MAX_ENTRIES
from wireroom.replay.replay_landed import Wanted, replay
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


@pytest.mark.parametrize("is_torn_first", [True, False])
def test_half_a_feed_that_is_whole_by_its_length_corrects_nothing(
    database_url: str, tmp_path: Path, *, is_torn_first: bool
) -> None:
    """A server that keeps half a document sends it as the whole, with an unclosed tag in a category too."""
    whole = rss().replace(b"<guid>3</guid>", b"<guid>3</guid><category>Port<br></category>")
    torn = half(whole)
    with http_server() as server:
        paper = Paper(server, database_url, tmp_path)
        for turn in range(3):
            is_torn = is_torn_first if turn % 2 == 0 else not is_torn_first
            server.on("/feed", raw(response(torn if is_torn else whole)))
            paper.poll(turn * 1_440)
            if turn == 0:
                assert len(paper.articles()) == (7 if is_torn else ENTRIES)
        assert paper.articles().keys() == {f"Ferry {n} sails" for n in range(ENTRIES)}
        assert all(text == text_of(int(title.split()[1])).strip() for title, text in paper.articles().items())
        assert rows(database_url, "SELECT count(*) FROM news.corrections") == [(0,)]
        assert rows(database_url, "SELECT max(version) FROM news.articles") == [(1,)]


def test_a_replay_leaves_out_what_the_poll_left_out(database_url: str, tmp_path: Path) -> None:
    """It read 15,000 entries more of a feed of 20,000, and would have stored them."""
    entries = "".join(
        f"<item><title>Ferry {n} sails</title><guid isPermaLink='false'>{n}</guid></item>"
        for n in range(MAX_ENTRIES + 3)
    )
    body = f"<rss version='2.0'><channel><title>Harbour</title>{entries}</channel></rss>".encode()
    said: list[str] = []
    with http_server() as server:
        paper = Paper(server, database_url, tmp_path)
        server.on("/feed", raw(response(body)))
        assert [str(poll.outcome) for poll in paper.poll(0).polls] == ["capped"]
        report = replay(
            paper.settings, Wanted(), clock=lambda: NOON + timedelta(days=1), dry_run=True, tell=said.append
        )
    assert (report.new, report.reread, report.revised, report.same) == (0, 0, 0, MAX_ENTRIES)
    assert [line for line in said if "3 older entries left out" in line and "/feed" in line]
