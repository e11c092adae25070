"""What all pages of a site say is no article's: known by the third page, of that site, mended by replays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2.extras import RealDictCursor

from support.sample_newsroom import Newsroom, newsroom, subscribe
from wireroom import store
from wireroom.backfill.transform_archived import transform_archived
from wireroom.full_text import run_pages
from wireroom.ingest import run_ingest
from wireroom.models import ArchivedDocument
from wireroom.replay import Wanted, replay
from wireroom.runtime.document_budget import RefusedDocuments, Watchdog
from wireroom.settings import Budget, Settings
from wireroom.site_furniture import SiteFurniture
from wireroom.store.site_blocks import MOST, SeenPage, note_site_blocks, site_blocks

FURNITURE = ("written by eleven people on this coast", "come to the office on the quay")
AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
ABOUT = "<p>The Harbour is read by everybody on the coast and written by four people, since 1907.</p>"
SENTENCES = (
    "The ferry left the pier at dawn with forty people on board, and a dog that nobody knew.",
    "Her captain said that the fog had lifted by then, and that the tide was as it should be.",
    "At noon the harbour master heard nothing from her, and asked two boats to look for her.",
    "They found her behind the island with a broken rudder, and everybody at lunch on deck.",
    "A tug brought her back in the evening, and the band of the fire brigade met her there.",
)


def rows(url: str, sql: str) -> list[dict[str, Any]]:
    with psycopg2.connect(url) as conn, conn.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(sql)
        return [dict(row) for row in cursor.fetchall()]


@pytest.fixture
def room(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("wireroom.newsroom.content.guarded_pages.CRAWL_DELAY", 0.02)
    with newsroom(database_url, tmp_path) as running:
        running.settings = replace(running.settings, family_pause=0.02)
        subscribe(running.settings, "ferry-gazette")
        run_ingest(running.settings, key="live", clock=running.clock, even_if_not_due=True)
        yield running


def with_furniture(url: str) -> int:
    texts = [
        row["text"] for row in rows(url, "SELECT text FROM news.articles WHERE page_outcome = 'full_text'")
    ]
    assert len(texts) >= 6
    return sum(any(words in text for words in FURNITURE) for text in texts)


@pytest.mark.slow
def test_what_a_site_says_on_every_page_is_in_no_article(room: Newsroom, database_url: str) -> None:
    run_pages(room.settings, key="a", clock=room.clock)
    assert with_furniture(database_url) == 0
    known = rows(database_url, "SELECT site, pages FROM wireroom.site_blocks WHERE cardinality(pages) = 3")
    assert len(known) >= 2
    assert {row["site"] for row in known} == {"ferry-gazette.localhost"}


@pytest.mark.slow
def test_a_replay_takes_out_what_was_not_known_then_and_says_so(
    room: Newsroom, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as unknowing:
        unknowing.setattr(SiteFurniture, "repeated", lambda self, url: frozenset())
        run_pages(room.settings, key="a", clock=room.clock)
    before = with_furniture(database_url)
    assert before, "blocks are told one by one: in most pages these are known for what they are"
    replay(room.settings, Wanted(), dry_run=False, clock=room.clock)
    assert with_furniture(database_url) == 0
    reasons = rows(
        database_url, "SELECT change_reason, count(*) AS n FROM news.revisions WHERE version = 3 GROUP BY 1"
    )
    assert reasons == [{"change_reason": "reread", "n": before}], "no correction of the publisher's"
    versions = rows(database_url, "SELECT id, version FROM news.articles ORDER BY id")
    replay(room.settings, Wanted(), dry_run=False, clock=room.clock)
    assert rows(database_url, "SELECT id, version FROM news.articles ORDER BY id") == versions


@pytest.mark.slow
def test_that_more_is_known_of_a_site_by_now_is_no_change_of_its_page(
    room: Newsroom, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as unknowing:
        unknowing.setattr(SiteFurniture, "repeated", lambda self, url: frozenset())
        run_pages(room.settings, key="a", clock=room.clock)
    versions = rows(database_url, "SELECT id, version FROM news.articles ORDER BY id")
    with psycopg2.connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.pages SET next_try_at = asked_at WHERE outcome = 'full_text'")
        assert cursor.rowcount >= 6
    room.advance(timedelta(hours=2))
    again = run_pages(room.settings, key="b", clock=room.clock)
    assert sum(again.outcomes.values()) >= 6
    assert rows(database_url, "SELECT id, version FROM news.articles ORDER BY id") == versions


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(database_url=database_url)


def document(number: int, host: str = "harbour.example") -> ArchivedDocument:
    name = ("amber", "birch", "cedar", "delta")[number]
    text = "".join(f"<p>{name} {sentence}</p>" for sentence in SENTENCES)
    page = (
        f"<html><head><title>Ferry {name} found</title></head><body><main><h1>Ferry {name} found</h1>"
        f"<article>{text}{ABOUT}</article></main></body></html>"
    )
    url = f"https://{host}/{name}"
    return ArchivedDocument(url, url, page.encode(), AT, "text/html")


def texts_of(
    conn: store.Connection, settings: Settings, documents: list[ArchivedDocument], **more: bool
) -> list[str]:
    watch = Watchdog(Budget(), RefusedDocuments())
    made = transform_archived(conn, settings, iter(documents), window=None, now=AT, watch=watch, **more)
    return [article.text for each in made for article in each.articles]


def test_the_third_page_of_a_site_in_an_archive_is_without_it_and_so_are_those_of_later_runs(
    conn: store.Connection, settings: Settings
) -> None:
    texts = texts_of(conn, settings, [document(0), document(1), document(2)])
    assert ["written by four" in text for text in texts] == [True, True, False]
    (later,) = texts_of(conn, settings, [document(3)])
    assert "written by four" not in later
    assert all(sentence in later for sentence in SENTENCES)


def test_a_site_speaks_of_itself_alone(conn: store.Connection, settings: Settings) -> None:
    texts_of(conn, settings, [document(number, "quay.example") for number in (0, 1, 2)])
    (other,) = texts_of(conn, settings, [document(3)])
    assert "written by four" in other


def test_a_dry_run_writes_nothing_down(conn: store.Connection, settings: Settings) -> None:
    texts_of(conn, settings, [document(number) for number in (0, 1, 2)], is_kept=False)
    assert not site_blocks(conn, "harbour.example")


def test_a_page_that_comes_again_and_again_is_one(conn: store.Connection) -> None:
    """Captures, tracking parameters: nothing of it is furniture for that."""
    furniture = SiteFurniture(conn)
    for query in ("", "?utm_source=rss", "?utm_medium=feed", "#top"):
        furniture.add(f"https://harbour.example/amber{query}", (7,), AT)
    furniture.add("https://harbour.example/birch", (7,), AT)
    furniture.save()
    assert SiteFurniture(conn).repeated("https://harbour.example/amber") == frozenset()
    assert SiteFurniture(conn).repeated("https://harbour.example/cedar") == {7}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://shared.example/~ada/a", "https://shared.example/~ben/a"),
        ("https://medium.com/@ada/a", "https://medium.com/@ben/a"),
        ("https://sites.google.com/view/ada/a", "https://sites.google.com/view/ben/a"),
        ("https://ada.blogs.example/a", "https://ben.blogs.example/a"),
    ],
)
def test_tenants_of_a_host_take_nothing_out_of_one_anothers_text(
    conn: store.Connection, one: str, other: str
) -> None:
    furniture = SiteFurniture(conn)
    for number in range(5):
        furniture.add(f"{one}{number}", (7,), AT)
    assert furniture.repeated(f"{one}9") == {7}
    assert furniture.repeated(f"{other}9") == frozenset()


def test_a_site_holds_a_thousand_blocks_and_those_of_most_pages_stay(conn: store.Connection) -> None:
    note_site_blocks(conn, [SeenPage("harbour.example", page, (-1, -2), AT) for page in range(9)])
    for page in range(9, 60):
        later = AT + timedelta(hours=page)
        note_site_blocks(
            conn, [SeenPage("harbour.example", page, tuple(range(page * 64, page * 64 + 64)), later)]
        )
    found = site_blocks(conn, "harbour.example")
    assert len(found) == MOST
    assert (len(found[-1]), len(found[-2])) == (3, 3)
    assert 59 * 64 in found
    assert 9 * 64 not in found
