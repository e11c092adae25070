"""What is known of a feed's past adds up, comes back, and costs what is new of it, however much is known."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from support.filings import NOW, feed, rows
from wireroom.archive.walks.archive_index import ArchiveIndex, IndexedDocument
from wireroom.settings import PROJECT_ROOT
from wireroom.store.connection import Connection, connect
from wireroom.store.feeds.feed_reads import archive_documents, save_archive_documents
from wireroom.store.queries import query
from wireroom.store.schema.migrate import migrate

MOST_WAL = 40_000  # bytes of write-ahead log for ten documents


def known_of(conn: Connection, feed_id: int) -> list[IndexedDocument]:
    return list(ArchiveIndex.from_rows(archive_documents(conn, [feed_id]).get(feed_id, {})))


def save(conn: Connection, feed_id: int, documents: Sequence[IndexedDocument]) -> None:
    save_archive_documents(conn, feed_id, ArchiveIndex(documents).to_rows().values())


def test_what_is_known_of_an_archive_adds_up_and_comes_back(conn: Connection) -> None:
    """Links are what feeds say: jsonb holds neither NUL nor half a character, an index no long URL."""
    one, two = feed(conn, "one"), feed(conn, "two")
    long, before = f"https://one.example/{'x' * 9_000}", NOW - timedelta(days=9)
    page = IndexedDocument(long, NOW, before, NOW, None, True, 7, "file:///a", "cdx")
    save(conn, one, [page, IndexedDocument("https://one.example/?page=2", NOW, older="https://a/\x00\ud800")])
    again = replace(page, size=8, fetched_at=NOW + timedelta(hours=1))
    save(conn, one, [again])
    (other,) = [each for each in known_of(conn, one) if each.url != page.url]
    assert other.older == "https://a/\ufffd?"
    assert [each for each in known_of(conn, one) if each.url == page.url] == [again]
    assert known_of(conn, two) == []
    save(conn, one, [page, replace(again, fetched_at=NOW + timedelta(hours=2), landed_uri=None)])
    (kept,) = [each for each in known_of(conn, one) if each.url == page.url]
    assert (kept.fetched_at, kept.landed_uri) == (NOW + timedelta(hours=2), "file:///a"), "two days at once"


def test_ten_documents_cost_the_same_however_many_are_known(conn: Connection) -> None:
    """A walk over 20,000 pages saves every ten: all that were known were written anew with each ten."""
    one = feed(conn, "one")
    for many in (0, 5_000):
        save(conn, one, [_page(number) for number in range(many)])
        written = min(_wal_of_saving(conn, one, many + 10 * turn) for turn in range(3))
        assert written < MOST_WAL


def _page(number: int) -> IndexedDocument:
    return IndexedDocument(
        f"https://one.example/{number}", NOW, permanent=True, size=9, landed_uri=f"file:///{number // 10}"
    )


def _wal_of_saving(conn: Connection, feed_id: int, first: int) -> int:
    """Bytes of log, as Postgres counts them for this statement alone."""
    new = ArchiveIndex(_page(first + number) for number in range(10)).to_rows().values()
    values = {"feed_id": feed_id, "documents": json.dumps(list(new), default=str)}
    with conn.cursor() as cursor:
        cursor.execute(
            f"EXPLAIN (ANALYZE, WAL, COSTS OFF, FORMAT JSON) {query('feeds/save_archive_documents')}", values
        )
        ((((plan,),)),) = cursor.fetchall()
    conn.commit()
    return int(plan["Plan"]["WAL Bytes"])


def test_what_was_known_before_comes_along(empty_database_url: str, tmp_path: Path) -> None:
    """One jsonb a feed before migration 61."""
    (tmp_path / "views").mkdir()
    (tmp_path / "migrations").mkdir()
    for path in (PROJECT_ROOT / "sql" / "migrations").glob("*.sql"):
        if path.name < "0061":
            shutil.copy(path, tmp_path / "migrations")
    migrate(empty_database_url, folder=tmp_path)
    documents = {
        "https://a.example/1": {
            "url": "https://a.example/1", "fetched_at": NOW.isoformat(), "oldest": NOW.isoformat(),
            "newest": None, "older": "https://a.example/2", "permanent": True, "size": 9,
            "landed_uri": "file:///x", "origin": "cdx",
        },
        "https://a.example/2": {"fetched_at": NOW.isoformat()},
    }  # fmt: skip
    with connect(empty_database_url) as conn, conn.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wireroom.feeds (url, added_at, changed_at) VALUES ('https://a.test', 'now', 'now')"
        )
        cursor.execute(
            "INSERT INTO wireroom.archive_indexes SELECT id, %s FROM wireroom.feeds", [json.dumps(documents)]
        )
        conn.commit()
    migrate(empty_database_url)
    with connect(empty_database_url) as conn:
        ((feed_id,),) = rows(conn, "SELECT id FROM wireroom.feeds")
        known = {document.url: document for document in known_of(conn, feed_id)}
    assert known == {
        "https://a.example/1": IndexedDocument(
            "https://a.example/1", NOW, NOW, None, "https://a.example/2", True, 9, "file:///x", "cdx"
        ),
        "https://a.example/2": IndexedDocument("https://a.example/2", NOW),
    }
