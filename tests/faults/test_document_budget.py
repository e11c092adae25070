"""A document that never ends, in Python, in C or asleep: it is refused by name, its neighbours are filed."""

from __future__ import annotations

import ctypes
import gc
import importlib
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from support.file_backfills import file_place
from wireroom import load
from wireroom.errors import ChildEndedError, LandingError
from wireroom.landing import LandingWriter
from wireroom.load import load_landed
from wireroom.models import (
    Article,
    Counts,
    Entry,
    Exchange,
    FeedContext,
    FeedSpec,
    Outcome,
    ParsedFeed,
    Rejection,
)
from wireroom.parse import Document
from wireroom.runtime.document_budget import RefusedDocuments, Watchdog, cpu_time
from wireroom.runtime.run_in_child import run_in_child
from wireroom.settings import Budget, Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_reads import feed_ids_matching, feeds_by_id
from wireroom.store.feeds.feed_sync import sync_feeds
from wireroom.store.runs import open_run
from wireroom.transform.read_document import read_document
from wireroom.transform.transform_document import transform_parsed

DOCUMENT = importlib.import_module("wireroom.transform.transform_document")  # not the function
READING = importlib.import_module("wireroom.transform.read_document")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
QUICK = Budget(document_seconds=2, entry_seconds=1)
FEEDS = [f"https://paper-{number}.example/feed" for number in range(6)]
HANGING, HOSTILE = FEEDS[2], FEEDS[4]
CARD = "<blockquote class='twitter-tweet'><p>" + "a<br>" * 5_000 + "</p>— A (@a) May 1, 2021</blockquote>"


def catastrophe(*_: Any) -> None:
    """A match in C that takes longer than the universe has: no signal handler is called until it ends."""
    re.match(r"(?:a|aa)+$", "a" * 200 + "b")


def sleep(*_: Any) -> None:
    time.sleep(1_000_000)


def spin(*_: Any) -> None:
    while True:
        pass


def crash(*_: Any) -> None:
    """As C does it: a signal that is only sent may be blocked in the process that runs the tests."""
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    ctypes.string_at(0)


def rss(url: str, *, body: str = "It opens on Monday.") -> bytes:
    items = "".join(
        f"<item><title>Report {number}</title><link>{url}/{number}</link><guid>{url}/{number}</guid>"
        f"<description><![CDATA[{body if number == 1 else 'Words.'}]]></description></item>"
        for number in range(3)
    )
    return f"<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>".encode()


@pytest.fixture
def shard(database_url: str, tmp_path: Path) -> tuple[Settings, int, str]:
    """Six feeds of three entries, fetched and landed; the settings, run and landing URI to file them with."""
    settings = Settings(database_url=database_url, budget=QUICK)
    specs = [FeedSpec(url, family=url) for url in FEEDS]
    with connect(database_url) as conn:
        sync_feeds(conn, specs, NOW)
        run_id = open_run(conn, "ingest", "budget", NOW)
        feeds = feeds_by_id(conn, feed_ids_matching(conn, "example"))
    uri = f"file://{tmp_path}/shard.warc.gz"
    with LandingWriter(uri) as landing:
        for feed in sorted(feeds, key=lambda feed: feed.spec.url):
            body = rss(feed.spec.url, body=CARD if feed.spec.url == HOSTILE else "It opens on Monday.")
            landing.add(Exchange(feed.id, feed.spec.url, NOW, Outcome.OK, status=200, body=body))
    return settings, run_id, uri


def at_entry(fault: Callable[..., None], place: int = 1) -> Callable[..., Article | Rejection]:
    """`transform_entry`, but for one entry of the feed that hangs."""
    usual = DOCUMENT.transform_entry

    def understand(entry: Entry, document: Any) -> Article | Rejection:
        if document.feed.url == HANGING and entry.position >= place:
            fault()
        return usual(entry, document)

    return understand


def query(settings: Settings, sql: str) -> list[Any]:
    with connect(settings.database_url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


ARTICLES = (
    "SELECT f.url, count(*) FROM news.articles a JOIN news.feeds f ON f.id = a.feed_id GROUP BY 1 ORDER BY 1"
)
REJECTED = "SELECT reason, detail, feed_id FROM news.rejected ORDER BY id"
COPIES = "SELECT n, count(*) FROM (SELECT count(*) AS n FROM news.articles GROUP BY url) a GROUP BY 1"
STATE = "SELECT url, outcome, failures, next_poll_at > last_polled_at FROM news.feeds ORDER BY url"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(catastrophe, "too_slow"), (spin, "too_slow"), (sleep, "too_slow"), (crash, "failed")],
)
def test_an_entry_that_never_ends_is_refused_and_all_others_are_filed(
    shard: tuple[Settings, int, str],
    fault: Callable[..., None],
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings, run_id, uri = shard
    if fault is crash:
        settings = replace(settings, budget=Budget())  # nothing hangs: a busy machine must not hurry it
    monkeypatch.setattr(DOCUMENT, "transform_entry", _only(at_entry(fault), 1))
    told: list[Counts] = []
    counts = load_landed(settings, run_id=run_id, uri=uri, clock=lambda: NOW, on_batch=told.append)
    assert dict(query(settings, ARTICLES)) == {url: 2 if url == HANGING else 3 for url in FEEDS}
    assert (counts.feeds, counts.inserted, counts.rejected) == (6, 17, 1) == _numbers(told[-1])
    [(name, detail, _)] = query(settings, REJECTED)
    assert name == reason
    assert f"landed: {uri} <urn:uuid:" in detail, "its bytes can be found"
    assert {outcome for _, outcome, *_ in query(settings, STATE)} == {"ok"}


def test_a_document_that_never_ends_is_refused_and_its_neighbours_are_filed(
    shard: tuple[Settings, int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, run_id, uri = shard
    usual = READING.our_reading

    def read(there: Document) -> ParsedFeed | None:
        if there.url == HANGING:
            catastrophe()
        return usual(there)

    monkeypatch.setattr(READING, "our_reading", read)
    load_landed(settings, run_id=run_id, uri=uri, clock=lambda: NOW)
    assert dict(query(settings, ARTICLES)) == {url: 3 for url in FEEDS if url != HANGING}
    [(name, detail, _)] = query(settings, REJECTED)
    assert name == "too_slow"
    assert detail.startswith("the whole document: reading it ")
    assert f"(landed: {uri} <urn:uuid:" in detail
    states = {url: rest for url, *rest in query(settings, STATE)}
    assert states.pop(HANGING) == ["too_slow", 1, True], "it is kept, and asked again later"
    assert all(rest == ["ok", 0, True] for rest in states.values())
    again = load_landed(settings, run_id=run_id, uri=uri, clock=lambda: NOW)
    assert again == Counts(), "all is filed: nothing is read again"


def test_where_feedparser_never_ends_the_document_is_read_without_it(
    shard: tuple[Settings, int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second opinion is inside the budget; its end is no fault of the feed's."""
    settings, run_id, uri = shard
    usual = READING.second_reading

    def read(there: Document, ours: ParsedFeed | None) -> ParsedFeed | None:
        if there.url == HANGING:
            catastrophe()
        return usual(there, ours)

    monkeypatch.setattr(READING, "second_reading", read)
    load_landed(settings, run_id=run_id, uri=uri, clock=lambda: NOW)
    assert dict(query(settings, ARTICLES)) == dict.fromkeys(FEEDS, 3)
    assert query(settings, REJECTED) == []
    said = dict(query(settings, "SELECT url, disagreement FROM news.feeds"))
    assert said.pop(HANGING) == (
        "feedparser could not read it: reading it took more than 1 seconds of CPU time"
    )
    assert set(said.values()) == {None}


def test_of_a_document_whose_every_entry_hangs_the_whole_is_refused(
    shard: tuple[Settings, int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three entries one by one, then all: a feed of thousands would cost its budget for each."""
    settings, run_id, uri = shard
    usual = READING.our_reading

    def read(there: Document) -> ParsedFeed | None:
        parsed = usual(there)
        if parsed is None or there.url != HANGING:
            return parsed
        return replace(
            parsed, entries=tuple(replace(parsed.entries[0], position=n, guid=f"{n}") for n in range(10))
        )

    monkeypatch.setattr(READING, "our_reading", read)
    monkeypatch.setattr(DOCUMENT, "transform_entry", at_entry(spin, 0))
    load_landed(settings, run_id=run_id, uri=uri, clock=lambda: NOW)
    assert dict(query(settings, ARTICLES)) == {url: 3 for url in FEEDS if url != HANGING}
    assert [name for name, *_ in query(settings, REJECTED)] == ["too_slow"]


def test_memory_is_bounded_too(shard: tuple[Settings, int, str], monkeypatch: pytest.MonkeyPatch) -> None:
    settings, run_id, uri = shard
    settings = replace(settings, budget=replace(QUICK, megabytes=500))
    monkeypatch.setattr(DOCUMENT, "transform_entry", _only(at_entry(lambda: bytearray(800_000_000)), 1))
    load_landed(settings, run_id=run_id, uri=uri, clock=lambda: NOW)
    assert sum(count for _, count in query(settings, ARTICLES)) == 17
    assert [name for name, *_ in query(settings, REJECTED)] == ["too_large"]


def test_an_error_of_the_work_is_raised_as_it_was() -> None:
    def fail(tell: Any) -> None:
        tell("begun")
        raise LandingError("is no WARC", uri="file:///a")

    told: list[str] = []
    with pytest.raises(LandingError, match=r"^file:///a: is no WARC$") as caught:
        run_in_child(fail, told.append)
    assert caught.value.uri == "file:///a"
    assert told == ["begun"]


def test_a_signal_that_no_document_is_to_blame_for_ends_the_work() -> None:
    with pytest.raises(ChildEndedError) as caught:
        run_in_child(lambda tell: os.kill(os.getpid(), signal.SIGKILL), print)
    assert caught.value.signal == signal.SIGKILL
    assert Watchdog(QUICK, RefusedDocuments()).stuck() is None


def test_what_the_parent_holds_is_not_charged_to_a_document() -> None:
    """A collection in the child would walk, and copy, all objects that were there before the fork."""
    held = [[number] for number in range(1_000_000)]

    def collects(tell: Any) -> float:
        start = time.process_time()
        gc.collect()
        return time.process_time() - start

    here = min(collects(print) for _ in range(3))
    there = min(run_in_child(collects, print) for _ in range(3))
    assert there < here / 3, f"{len(held)} objects of the parent's"


def test_the_child_ends_with_whoever_waits_for_it() -> None:
    """An exception in the parent, as of Airflow's own timeout, leaves no child behind."""
    children: list[int] = []

    def tells(tell: Any) -> None:
        tell(os.getpid())
        sleep()

    def interrupted(child: int) -> None:
        children.append(child)
        raise TimeoutError

    with pytest.raises(TimeoutError):
        run_in_child(tells, interrupted)
    with pytest.raises(ProcessLookupError):
        os.kill(children[0], 0)


def test_a_document_of_many_entries_has_its_seconds_again_for_each_thousand() -> None:
    """The budget is of one that hangs, not of one that is long."""
    heard: list[int] = []
    feed = b"<rss version='2.0'><channel><title>P</title>%s</channel></rss>"
    items = b"".join(b"<item><title>Report %d</title><guid>%d</guid></item>" % (n, n) for n in range(2_500))

    def note(place: int, count: int) -> None:
        assert count == 2_500
        heard.append(place)

    context = FeedContext(feed_id=1, url=FEEDS[0], seen_at=NOW + timedelta(hours=1))
    parsed = read_document(feed % items, context)
    assert len(transform_parsed(parsed, context, note).articles) == 2_500
    assert heard == [*range(2_501)], "each entry before it is read, and the end"


def _only(understand: Callable[..., Article | Rejection], place: int) -> Callable[..., Article | Rejection]:
    usual = DOCUMENT.transform_entry
    return lambda entry, document: (understand if entry.position == place else usual)(entry, document)


def _numbers(counts: Counts) -> tuple[int, int, int]:
    return counts.feeds, counts.inserted, counts.rejected


def test_a_saved_document_that_never_ends_is_named_and_the_others_of_its_folder_are_filed(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        (tmp_path / f"{name}.xml").write_bytes(rss(f"https://paper-{name}.example/feed"))
    (tmp_path / "d.xml").write_bytes(b"\x89PNG no document")
    usual = DOCUMENT.read_document

    def read(body: bytes, context: FeedContext, **kind: Any) -> ParsedFeed:
        if b"paper-b" in body:
            spin()
        return usual(body, context, **kind)

    monkeypatch.setattr(DOCUMENT, "read_document", read)
    monkeypatch.setattr(load, "BATCH_FEEDS", 1)
    settings = Settings(database_url=database_url, budget=QUICK)
    counts, *_ = file_place(settings, "documents", str(tmp_path), key="saved", now=NOW)
    assert (counts.inserted, counts.rejected) == (6, 1)
    assert dict(query(settings, COPIES)) == {1: 6}, "none is filed twice"
    [(name, detail, _)] = query(settings, REJECTED)
    assert name == "too_slow"
    assert "b.xml" in detail


def test_time_is_counted_as_the_limit_counts_it() -> None:
    """By ticks: a process of minutes was ended seconds before its time, or after."""
    if sys.platform != "linux":
        pytest.skip("elsewhere one clock is all there is")
    assert abs(cpu_time() - time.clock_gettime(-8)) < 0.5
    assert cpu_time() == pytest.approx(time.process_time(), rel=0.5, abs=1)
