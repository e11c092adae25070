"""An entry that is as it was costs a look-up, and nothing that a full reading would have found is missed."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from support.cpu_time import cpu_seconds
from support.feed_farm import Farm, feed_farm
from support.http_server import response
from wireroom import sources
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import Counts, FeedSpec
from wireroom.store.connection import connect
from wireroom.store.known_documents import keep_documents, known_documents
from wireroom.takedown.take_down import take_down
from wireroom.transform import known_entries

ENTRIES = 30
DOCUMENTS = importlib.import_module("wireroom.transform.transform_document")  # not its function
ITEM = """<item><title>Ferry {n} sails</title><link>http://harbour.localhost/{n}</link><guid>{guid}</guid>
<pubDate>Mon, 23 Nov 2026 0{hour}:{minute:02}:00 GMT</pubDate><description>{text}</description></item>"""


def rows(url: str, sql: str) -> list[Any]:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def item(n: int, text: str = "", guid: str = "") -> str:
    words = text or f"The ferry {n} left the harbour at dawn with {n} crates of pears. " * 20
    return ITEM.format(n=n, hour=n // 60, minute=n % 60, text=words, guid=guid or f"ferry-story-{n}")


class Paper:
    """One feed whose items are set by hand, polled every hour; counts what is transformed in full."""

    def __init__(self, farm: Farm, monkeypatch: pytest.MonkeyPatch) -> None:
        self.farm = farm
        self.url = farm.settings.database_url
        self.in_full = 0
        self._transform = DOCUMENTS.transform_entry
        monkeypatch.setattr(DOCUMENTS, "transform_entry", self._count)
        # In this process, where calls can be counted.
        monkeypatch.setattr("wireroom.load.within_budget", self._here)
        sources.add_feeds(farm.settings.feeds_file, [FeedSpec("http://harbour.localhost/feed", private=True)])

    def _count(self, *args: Any) -> Any:
        self.in_full += 1
        return self._transform(*args)

    def _here(self, budget: Any, work: Any, add: Any) -> None:
        from wireroom.runtime.document_budget import RefusedDocuments, Watchdog

        watch = Watchdog(budget, RefusedDocuments())
        try:
            work(watch, add)
        finally:
            watch.done()

    def poll(self, *items: str) -> Counts:
        body = f"<rss version='2.0'><channel><title>Harbour</title>{''.join(items)}</channel></rss>"
        self.farm.server.on("/feed", lambda sock, asked: sock.sendall(response(body.encode())))
        self.in_full = 0
        self.farm.advance(hours=1)
        report = run_ingest(
            self.farm.settings, key=f"{self.farm.now}", clock=self.farm.clock, even_if_not_due=True
        )
        assert report.failure is None
        return report.counts

    def texts(self) -> dict[str, str]:
        return dict(rows(self.url, "SELECT title, text FROM news.articles"))


@pytest.fixture
def paper(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Paper]:
    with feed_farm(database_url, tmp_path) as farm:
        yield Paper(farm, monkeypatch)


def test_what_is_as_it_was_is_looked_up_and_what_is_new_or_changed_is_read(paper: Paper) -> None:
    items = [item(n) for n in range(ENTRIES)]
    first = paper.poll(*items)
    assert (first.inserted, paper.in_full) == (ENTRIES, ENTRIES)

    again = paper.poll(*items, "<!-- another body -->")
    assert (again.entries, again.unchanged, again.inserted, again.revised) == (ENTRIES, ENTRIES, 0, 0)
    assert paper.in_full == 0
    seen = rows(paper.url, "SELECT count(*) FROM news.sightings WHERE last_seen_at > first_seen_at")
    assert seen == [(ENTRIES,)], "each is seen again"

    changed = item(3, "It sank, with all the pears that it had. " * 9)
    third = paper.poll(item(99), changed, *items[:3], *items[4:])
    assert (third.inserted, third.revised, third.unchanged) == (1, 1, ENTRIES - 1)
    assert paper.in_full == 2
    assert "sank" in paper.texts()["Ferry 3 sails"]

    fourth = paper.poll(*items, item(99))
    assert "crates" in paper.texts()["Ferry 3 sails"], "the first text came back"
    assert fourth.inserted == 0


def test_a_new_version_of_the_code_reads_all_anew(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [item(n) for n in range(5)]
    paper.poll(*items)
    monkeypatch.setattr(known_entries, "_code", lambda: b"another")
    paper.poll(*items, "<!-- -->")
    assert paper.in_full == 5
    paper.poll(*items, "<!-- again -->")
    assert paper.in_full == 0


def test_entries_that_share_a_key_are_judged_together(paper: Paper) -> None:
    """A new item under a known one's GUID would be taken for its revision."""
    items = [item(n) for n in range(5)]
    paper.poll(*items)
    counts = paper.poll(item(50, "Quite another story, of a lighthouse. " * 9, guid="ferry-story-2"), *items)
    assert paper.in_full >= 6, "all of them"
    assert (counts.inserted, counts.revised) == (1, 0)
    assert "crates" in paper.texts()["Ferry 2 sails"]


def test_what_was_taken_down_stays_away(paper: Paper) -> None:
    items = [item(n) for n in range(5)]
    paper.poll(*items)
    take_down(
        paper.farm.settings, "http://harbour.localhost/2", reason="court", now=paper.farm.now, dry_run=False
    )
    counts = paper.poll(*items, "<!-- -->")
    assert (counts.inserted, counts.rejected) == (0, 1)
    assert "Ferry 2 sails" not in paper.texts()


def test_an_older_landing_file_that_is_filed_late_is_read_in_full(paper: Paper) -> None:
    items = [item(n) for n in range(5)]
    paper.poll(*items)
    with connect(paper.url) as conn:
        before = known_documents(conn, [1])[1]
        late = replace(before, seen_at=before.seen_at - timedelta(hours=1), entries={})
        keep_documents(conn, [(1, late)])
        conn.commit()
        assert known_documents(conn, [1])[1] == before, "an older one replaces none"


def test_a_body_with_nothing_new_costs_a_quarter_of_a_first_one(paper: Paper) -> None:
    items = [item(n) for n in range(300)]
    bodies = iter(range(4))

    def poll() -> None:
        paper.poll(*items, f"<!-- body {next(bodies)} -->")

    cold, warm = cpu_seconds(poll, times=1), cpu_seconds(poll, times=3)
    assert paper.in_full == 0, "of the last body"
    assert warm <= cold / 4, f"{warm:.2f} s of {cold:.2f}"
