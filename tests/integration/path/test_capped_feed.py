"""A feed of more entries than a poll takes in: the newest come in; a saved one comes in whole."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from support.file_backfills import file_place
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import Outcome
from wireroom.parse import MAX_ENTRIES
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_reads import list_feeds

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
START = datetime(2026, 1, 1, tzinfo=UTC)
THERE = MAX_ENTRIES + 700


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list that ascends, as sitemaps and exports do."""
    items = "".join(
        f"<item><title>Ferry {place}</title><link>https://bay.example/{place}</link>"
        f"<pubDate>{format_datetime(START + timedelta(minutes=place))}</pubDate></item>"
        for place in range(THERE)
    )
    place = tmp_path_factory.mktemp("saved")
    (place / "feed.xml").write_text(
        f'<rss version="2.0"><channel><title>Bay</title><link>https://bay.example/</link>{items}</channel></rss>'
    )
    return place


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/feed.xml"
        server.shutdown()


def test_the_newest_come_in_and_the_cap_is_an_outcome(
    database_url: str, tmp_path: Path, address: str
) -> None:
    """Before, the first 5,000 came in, the outcome was ok and its ETag hid the rest."""
    (tmp_path / "feeds.yaml").write_text(f"feeds:\n  - url: {address}\n    private: true\n")
    settings = replace(
        Settings(),
        database_url=database_url,
        feeds_file=tmp_path / "feeds.yaml",
        landing_url=(tmp_path / "landing").as_uri(),
    )
    report = run_ingest(settings, key="once", clock=lambda: NOW)
    (poll,) = report.polls
    assert (poll.outcome, report.failure) == (Outcome.CAPPED, None)
    assert f"kept the newest {MAX_ENTRIES:,} of {THERE:,} entries" in poll.detail
    assert report.counts.inserted == MAX_ENTRIES
    with connect(database_url) as conn:
        (status,) = list_feeds(conn)
        with conn.cursor() as cursor:
            cursor.execute("SELECT min(published_at), max(published_at) FROM news.articles")
            assert cursor.fetchone() == (
                START + timedelta(minutes=THERE - MAX_ENTRIES),
                START + timedelta(minutes=THERE - 1),
            )
            cursor.execute("SELECT health, outcome, detail, failures FROM news.feeds")
            health, outcome, detail, failures = cursor.fetchone() or ()
            cursor.execute("SELECT feeds_failed FROM news.runs")
            assert cursor.fetchone() == (0,)
    assert health.startswith("Capped: brings more entries at once")
    assert (outcome, failures) == ("capped", 0)
    assert "kept the newest" in detail
    validators = status.feed.validators
    assert (validators.etag, validators.last_modified, validators.body_sha256) == (None, None, None)


def test_a_saved_feed_comes_in_whole(database_url: str, folder: Path) -> None:
    settings = replace(Settings(), database_url=database_url)
    counts, problems, *_ = file_place(settings, "documents", str(folder), key="saved", now=NOW)
    assert (problems, counts.inserted) == ((), THERE)
