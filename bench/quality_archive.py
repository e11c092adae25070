"""How much of a feed's RFC 5005 history the walk reaches: real feeds cut into archives and pages."""

from __future__ import annotations

import contextlib
import functools
import json
import tarfile
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import feedparser
import requests

from rows import Row
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.archive.walks.rfc5005 import Rfc5005Origin
from wireroom.models import Exchange, Outcome
from wireroom.parse import parse_document

PORT = 8999  # the documents link to http://127.0.0.1:8999/rfc5005/


def measure(corpora: Path) -> list[Row]:
    """One row: share of the gold's entry ids reached, and how many requests that took."""
    gold = json.loads((corpora / "archive" / "rfc5005.gold.json").read_text())
    with served(corpora / "archive" / "rfc5005.tar.gz"):
        requests_made: list[str] = []
        found = [recall(row, requests_made) for row in gold]
        alone = [peer_recall(row) for row in gold]
    total = sum(len(set(row["ids"])) for row in gold)
    documents = sum(row["documents"] for row in gold)
    return [
        Row(
            "entries reached through RFC 5005",
            f"rfc5005, {len(gold)} feeds, {total} entries",
            f"{sum(found) / total:.3f}",
            f"feedparser (the feed alone) {sum(alone) / total:.3f}",
            "1.0",
            sum(found) == total and len(requests_made) == documents,
            f"{len(requests_made)} requests for {documents} documents",
        )
    ]


def recall(row: dict[str, object], made: list[str]) -> int:
    """How many of the gold's ids the walk over one feed brings."""
    history = FeedHistory(
        feed_url(row),
        fetcher(made),
        lambda raw, parsed: None,
        datetime.now(UTC),
        with_subscription=True,
    )
    ids = set()
    for document in Rfc5005Origin(history).documents(None):
        parsed = parse_document(document.body, url=document.url, content_type=document.content_type)
        ids |= {name for entry in parsed.entries for name in (entry.guid, entry.link) if name}
    return len(ids & set(row["ids"]))  # type: ignore[call-overload]


def peer_recall(row: dict[str, object]) -> int:
    """What a reader gets that knows nothing of archives."""
    entries = feedparser.parse(requests.get(feed_url(row), timeout=10).content)["entries"]
    ids = {name for entry in entries for name in (entry.get("id"), entry.get("link")) if name}
    return len(ids & set(row["ids"]))  # type: ignore[call-overload]


def feed_url(row: dict[str, object]) -> str:
    return f"http://127.0.0.1:{PORT}/rfc5005/{row['dir']}/feed.xml"


def fetcher(made: list[str]) -> Callable[[str], Exchange]:
    """A plain `get`, counting."""

    def get(url: str) -> Exchange:
        made.append(url)
        answer = requests.get(url, timeout=10)
        outcome = Outcome.OK if answer.ok else Outcome.NOT_FOUND
        return Exchange(0, url, datetime.now(UTC), outcome, status=answer.status_code, body=answer.content)

    return get


@contextlib.contextmanager
def served(archive: Path) -> Iterator[None]:
    """The unpacked folder at 127.0.0.1:8999."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *ignored: object) -> None:
            pass

    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        handler = functools.partial(Quiet, directory=folder)
        with ThreadingHTTPServer(("127.0.0.1", PORT), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                yield
            finally:
                server.shutdown()
