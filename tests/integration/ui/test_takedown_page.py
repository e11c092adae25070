"""An article taken down from its page: looked for first, confirmed, done beside the api-server, once."""

from __future__ import annotations

import html
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from support.filings import NOW, file, known, rows
from support.pages import LATER, Newsroom, fill
from wireroom import landing
from wireroom.errors import StoreError
from wireroom.models import Exchange, Outcome
from wireroom.settings import Settings
from wireroom.store.connection import Connection, connect
from wireroom.store.takedown_rows import claim_takedown, note_asked
from wireroom.takedown import asked_takedowns
from wireroom.takedown.asked_takedowns import takedowns_of

FEED = """<rss><channel><title>Harbour</title>
<item><title>Pier closed</title><link>https://harbour-post.example/ferry</link></item>
<item><title>Other</title><link>https://harbour.example/other</link></item></channel></rss>"""


@pytest.fixture
def newsroom(conn: Connection) -> Newsroom:
    """Its `corrected` is an article that has an address, as landed files tell it by."""
    room = fill(conn)
    file(conn, [known("ferry", feed_id=room.well, title="Pier closed")], run="known")
    [(number,)] = rows(conn, "SELECT id FROM news.articles WHERE guid = 'ferry'")
    return replace(room, corrected=number)


@pytest.fixture
def landed(conn: Connection, settings: Settings, newsroom: Newsroom) -> str:
    """A landing file that holds the article and another."""
    uri = landing.landing_uri(settings.landing_url, "ingest", NOW, "run", "shard-0")
    with landing.LandingWriter(uri) as writer:
        body = FEED.encode()
        writer.add(
            Exchange(newsroom.well, "https://harbour.example/feed", NOW, Outcome.OK, status=200, body=body)
        )
    return uri


@pytest.fixture
def address(newsroom: Newsroom) -> str:
    return f"/wireroom/articles/{newsroom.corrected}/takedown"


@pytest.fixture
def ended(admin: TestClient, address: str) -> Callable[[], str]:
    """The page, once nothing is under way any more."""

    def wait() -> str:
        for _ in range(600):
            text = html.unescape(admin.get(address).text)
            if "data-again" not in text:
                return text
            time.sleep(0.1)
        raise AssertionError("it does not end")

    return wait


def is_there(conn: Connection, newsroom: Newsroom) -> bool:
    return bool(rows(conn, "SELECT 1 FROM wireroom.articles WHERE id = %s", newsroom.corrected))


def test_it_is_looked_for_then_confirmed_then_gone(
    conn: Connection,
    admin: TestClient,
    landed: str,
    newsroom: Newsroom,
    address: str,
    ended: Callable[[], str],
) -> None:
    form = {"reason": "court order 7", "confirmed": str(newsroom.corrected)}
    assert "See what would be deleted" in admin.get(address).text
    assert admin.post(address, data=form).status_code == 409, "nobody has looked yet"
    assert admin.post(f"{address}/look").status_code == 303
    looked = ended()
    assert "1 of 1 landing file holds it" in looked
    assert "Backups and exports made before still hold it" in looked
    for wrong in ({"confirmed": "1"}, {"confirmed": ""}, {"reason": " "}):
        assert admin.post(address, data=form | wrong).status_code == 400
    assert is_there(conn, newsroom)
    assert b"Pier closed" in next(iter(landing.read_landed(landed))).exchange.body

    assert admin.post(address, data=form).status_code == 303
    done = ended()
    assert "Taken down" in done
    assert "court order 7" in done
    assert not is_there(conn, newsroom)
    (left,) = landing.read_landed(landed)
    assert b"Pier closed" not in left.exchange.body
    assert b"Other" in left.exchange.body
    changed = rows(conn, "SELECT kind, change_reason FROM news.changes() ORDER BY cursor DESC LIMIT 1")
    assert changed == [("taken_down", "court order 7")]
    assert admin.post(f"{address}/look").status_code == 404
    kept = rows(conn, "SELECT t::text FROM wireroom.takedowns AS t")
    assert len(kept) == 2
    assert not any("Pier" in text for (text,) in kept), "what is gone is not kept here"


def test_a_second_press_does_not_begin_it_twice(
    conn: Connection, settings: Settings, admin: TestClient, newsroom: Newsroom, address: str
) -> None:
    """Also when it has gone on for longer than a process takes to start: whoever is at it holds a lock."""
    long_ago = LATER - timedelta(hours=3)
    number = note_asked(conn, newsroom.corrected, dry_run=True, reason="", by="ada", now=long_ago)
    assert number is not None
    with connect(settings.takedown_database_url) as at_work:
        assert claim_takedown(at_work, number) is not None
        assert admin.post(f"{address}/look").status_code == 409
        assert "Look again" in admin.get(address).text
        with connect(settings.takedown_database_url) as other:
            assert claim_takedown(other, number) is None


def test_one_that_broke_off_says_so_and_is_begun_again(
    conn: Connection, admin: TestClient, newsroom: Newsroom, address: str, ended: Callable[[], str]
) -> None:
    long_ago = LATER - timedelta(hours=3)
    note_asked(conn, newsroom.corrected, dry_run=False, reason="court", by="ada", now=long_ago)
    said = html.unescape(admin.get(address).text)
    assert "It broke off without a word" in said
    assert "Start again" in said
    assert admin.post(f"{address}/look").status_code == 303
    assert "What would be deleted" in ended()


def test_a_process_that_was_ended_is_told_of(
    conn: Connection,
    admin: TestClient,
    newsroom: Newsroom,
    address: str,
    ended: Callable[[], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert admin.post(f"{address}/look").status_code == 303
    assert "Its process was ended (1)" in ended()
    monkeypatch.setattr(sys, "executable", "/nothing/there")
    assert admin.post(f"{address}/look").status_code == 303
    assert "No process could be started" in ended()


def test_a_failure_half_way_says_what_is_done_and_how_to_go_on(
    conn: Connection,
    settings: Settings,
    admin: TestClient,
    landed: str,
    newsroom: Newsroom,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The landed file is rewritten, the database refuses: rows go last, so all of it can be done again."""
    number = note_asked(conn, newsroom.corrected, dry_run=False, reason="court", by="ada", now=LATER)
    assert number is not None

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("nothing was taken down: the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("wireroom.store.articles.takedown.take_down", refuse)
        with pytest.raises(StoreError):
            asked_takedowns.carry_out(settings, number, lambda: LATER)
    said = admin.get(address).text
    assert "the disk is full" in said
    assert "its rows are deleted last, and are still there" in said
    assert is_there(conn, newsroom)

    again = note_asked(conn, newsroom.corrected, dry_run=False, reason="court", by="ada", now=LATER)
    assert again is not None
    assert asked_takedowns.carry_out(settings, again, lambda: LATER)
    assert not is_there(conn, newsroom)
    assert takedowns_of(settings, newsroom.corrected, LATER)[0].trouble is None
    assert not asked_takedowns.carry_out(settings, again, lambda: LATER), "once is enough"


def test_where_the_right_is_not_given_the_page_shows_the_command(
    app: FastAPI, settings: Settings, admin: TestClient, newsroom: Newsroom, address: str
) -> None:
    app.routes[-1].app.state.settings = replace(settings, takedown_database_url="")  # type: ignore[attr-defined]
    said = admin.get(address).text
    assert f"wireroom takedown {newsroom.corrected} --reason" in said
    assert "See what would be deleted" not in said
    refused = admin.post(f"{address}/look")
    assert refused.status_code == 409
    assert "WIREROOM_TAKEDOWN_DATABASE_URL" in refused.text
