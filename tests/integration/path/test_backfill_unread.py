"""Documents of a day that were not read: the day is not done for their feed, and for the others it is."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wireroom.backfill import transform_archived
from wireroom.backfill.file_day import file_day
from wireroom.backfill.jobs import FeedWalk, Filed, Gathered, Job
from wireroom.errors import StoreError
from wireroom.landing import LandingWriter, landing_uri
from wireroom.models import Exchange, FeedSpec, Outcome
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_reads import list_feeds
from wireroom.store.feeds.feed_sync import sync_feeds
from wireroom.store.runs import open_run

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEEDS = ("http://gull.example/feed", "http://quay.example/feed")
LOGIN = (
    "<!doctype html><html><head><title>Please log in</title></head><body><article><h1>Please log in</h1>"
    f"<time datetime='2026-11-23T08:00:00Z'>today</time><p>{'The ferry is back soon, says the quay. ' * 20}"
    "</p></article></body></html>"
)


def entries(number: int) -> str:
    return (
        f"<rss version='2.0'><channel><title>F</title><item><guid>g{number}</guid><title>Tide {number}"
        f"</title><link>http://gull.example/{number}</link><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate>"
        "</item></channel></rss>"
    )


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    with connect(database_url) as conn:
        sync_feeds(conn, [FeedSpec(url) for url in FEEDS], NOW)
    return replace(Settings(), database_url=database_url, landing_url=str(tmp_path))


def feed_ids(settings: Settings) -> list[int]:
    with connect(settings.database_url) as conn:
        by_url = {each.feed.spec.url: each.feed.id for each in list_feeds(conn)}
    return [by_url[url] for url in FEEDS]


def land(settings: Settings, kind: str, *bodies: str) -> str:
    """One answer a feed."""
    uri = landing_uri(settings.landing_url, kind, NOW, "run", "all")
    with LandingWriter(uri) as writer:
        for feed_id, url, body in zip(feed_ids(settings), FEEDS, bodies, strict=True):
            writer.add(Exchange(feed_id, url, NOW, Outcome.OK, status=200, body=body.encode()))
    return uri


def file(settings: Settings, origin: str, uri: str) -> tuple[Filed, list[tuple[Any, ...]]]:
    """What filing the day came to, and its lines of the ledger."""
    ids = feed_ids(settings)
    gathered = Gathered(
        Job(origin, origin, feed_ids=tuple(ids)),
        ((uri, FEEDS),),
        walks=tuple(FeedWalk(feed_id) for feed_id in ids) if origin != "landed" else (),
    )
    with connect(settings.database_url) as conn:
        run_id = open_run(conn, "backfill", "day", NOW)
    filed = file_day(settings, gathered, run_id=run_id, day=NOW.date(), now=NOW)
    with connect(settings.database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT state, entries, detail FROM news.backfill_units ORDER BY source")
        return filed, cursor.fetchall()


@pytest.mark.parametrize(
    ("origin", "fault"),
    [
        ("landed", ValueError("odd")),
        ("rfc5005", ValueError("odd")),
        ("landed", OSError(errno.EMFILE, "Too many open files")),  # which ended the backfill
    ],
)
def test_a_document_that_trips_a_fault_leaves_the_day_of_its_feed_alone_to_be_had_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, origin: str, fault: Exception
) -> None:
    """It was logged only: the ledger said `done`, with nothing."""
    understand = transform_archived.transform_in_parts

    def trips(body: bytes, **more: Any) -> Any:
        if b"Tide 1" in body:
            raise fault
        return understand(body, **more)

    monkeypatch.setattr(transform_archived, "transform_in_parts", trips)
    kind = "ingest" if origin == "landed" else "archive"
    filed, lines = file(settings, origin, land(settings, kind, entries(1), entries(2)))
    assert [line[:2] for line in lines] == [("failed", 0), ("done", 1)]
    assert f"please report it: {type(fault).__name__}: {fault}" in lines[0][2]
    assert [problem.feed_id for problem in filed.problems] == feed_ids(settings)[:1]


def test_what_postgres_refuses_is_no_documents_fault(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each document was told as a fault of Wireroom's, and read no more."""

    def full(*given: Any) -> Any:
        raise StoreError("could not extend file: No space left on device")

    uri = land(settings, "ingest", entries(1), entries(2))
    with monkeypatch.context() as patch:
        patch.setattr(transform_archived, "feeds_by_id", full)
        with pytest.raises(StoreError, match="No space left on device"):
            file(settings, "landed", uri)
    assert [line[:2] for line in file(settings, "landed", uri)[1]] == [("done", 1), ("done", 1)]


def test_a_login_that_was_landed_for_a_poll_is_no_article_and_is_said(settings: Settings) -> None:
    """It was filed as an article page of the feed."""
    filed, lines = file(settings, "landed", land(settings, "ingest", LOGIN, entries(2)))
    assert filed.counts.entries == 1
    assert [line[1] for line in lines] == [0, 1]
    assert filed.problems == ()
    assert "left out: " in filed.notes[0]


def test_a_login_in_a_walk_of_feeds_is_no_article(settings: Settings) -> None:
    filed, _ = file(settings, "paged", land(settings, "archive", LOGIN, entries(2)))
    assert filed.counts.entries == 1
