"""A feed's server says 301: what the database, the commands and the operator make of it, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from support.filings import rows
from support.http_server import Server, http_server
from wireroom.errors import ConfigurationError
from wireroom.feed_list.listed_feeds import add_feeds, decide_move
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store.connection import connect

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def rss(*numbers: int) -> bytes:
    items = "".join(
        f"<item><title>Ferry {n} sails</title><link>https://harbour.example/{n}</link><guid>{n}</guid>"
        f"<pubDate>Mon, 02 Nov 2026 {n:02d}:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>Harbour</title>{items}</channel></rss>".encode()


class Desk:
    """One feed in feeds.yaml, on a server that can move it; polled once a day."""

    def __init__(self, server: Server, database_url: str, home: Path) -> None:
        self.server, self.database_url = server, database_url
        self.settings = replace(
            Settings.from_environment({"WIREROOM_HOME": str(home), "WIREROOM_DATABASE_URL": database_url}),
            feeds_file=home / "feeds.yaml",
        )
        self.spec = FeedSpec(server.url("/old"), private=True)
        add_feeds(self.settings, [self.spec], NOON)

    def poll(self, day: int) -> dict[str, Any]:
        self.server.asked.clear()
        now = NOON + timedelta(days=day)
        run_ingest(self.settings, key=f"day {day}", clock=lambda: now, even_if_not_due=True)
        return self.state()

    def state(self) -> dict[str, Any]:
        sql = "SELECT moving_to, moving_note, moved_to FROM news.feeds"
        with connect(self.database_url) as conn:
            ((to, note, moved),) = rows(conn, sql)
        return {"to": to, "note": note, "moved": moved}

    def asked(self) -> list[str]:
        return [asked.path for asked in self.server.asked]

    def decide(self, day: float, *, accepted: bool) -> str:
        now = NOON + timedelta(days=day)
        return decide_move(self.settings, self.spec, now, accepted=accepted)


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    with http_server() as server:
        yield Desk(server, database_url, tmp_path)


def test_a_move_on_its_site_is_believed_after_a_week(desk: Desk) -> None:
    server = desk.server
    server.sends("/old", rss(1, 2, 3))
    desk.poll(0)
    server.redirects("/old", server.url("/new"))
    server.sends("/new", rss(2, 3, 4))
    first = desk.poll(1)
    assert (first["to"], first["moved"]) == (server.url("/new"), None)
    for day in (3, 7):
        assert desk.poll(day)["moved"] is None
    assert desk.asked() == ["/old", "/new"]
    assert desk.poll(8) == {"to": None, "note": None, "moved": server.url("/new")}
    desk.poll(9)
    assert desk.asked() == ["/new"]


def test_a_stranger_at_the_new_address_is_not_believed_until_somebody_says_so(desk: Desk) -> None:
    server = desk.server
    server.sends("/old", rss(1, 2, 3))
    desk.poll(0)
    server.redirects("/old", server.url("/new"))
    server.sends("/new", rss(11, 12, 13))
    for day in (1, 2, 9, 10):
        state = desk.poll(day)
    assert state["moved"] is None
    assert "nothing there was known from before" in state["note"]
    assert "is asked at" in desk.decide(11.5, accepted=True)
    desk.poll(12)
    assert desk.asked() == ["/new"]
    desk.decide(12.5, accepted=False)
    for day in (13, 14, 21):
        state = desk.poll(day)
    assert (state["moved"], "refused by the operator" in state["note"]) == (None, True)
    with connect(desk.database_url) as conn:  # so no page counts it
        assert rows(conn, "SELECT moving_to, moving_refused FROM news.feeds") == [
            (desk.server.url("/new"), True)
        ]
    assert desk.asked() == ["/old", "/new"]


def test_a_feed_that_has_led_elsewhere_from_its_first_poll_on_is_that_feed(desk: Desk) -> None:
    server = desk.server
    server.redirects("/old", server.url("/new"), 308)
    server.sends("/new", rss(1, 2, 3))
    for day in (0, 1, 7):
        state = desk.poll(day)
    assert state["moved"] == server.url("/new")


def test_another_site_is_never_believed_by_itself(desk: Desk) -> None:
    with http_server() as other:
        desk.server.sends("/old", rss(1, 2, 3))
        desk.poll(0)
        desk.server.redirects("/old", other.sends("/feed", rss(1, 2, 3, 4)))
        for day in (1, 2, 9):
            state = desk.poll(day)
        assert (state["moved"], state["to"]) == (None, other.url("/feed"))
        assert "another site" in state["note"]


def test_what_is_decided_while_a_poll_is_under_way_stands(desk: Desk) -> None:
    """The poll was made before, and knows nothing of it."""
    desk.server.redirects("/old", desk.server.url("/new"))
    desk.server.sends("/new", rss(1, 2, 3))
    desk.poll(0)
    desk.decide(2, accepted=True)
    assert desk.poll(1)["moved"] == desk.server.url("/new")


def test_there_is_nothing_to_decide_where_nothing_moves(desk: Desk) -> None:
    desk.server.sends("/old", rss(1))
    desk.poll(0)
    with pytest.raises(ConfigurationError, match="no permanent redirect"):
        desk.decide(1, accepted=True)


def test_a_move_to_a_feed_of_the_list_is_not_accepted(desk: Desk) -> None:
    """It would be asked twice a round."""
    desk.server.redirects("/old", desk.server.url("/new"))
    desk.server.sends("/new", rss(1, 2, 3))
    add_feeds(desk.settings, [FeedSpec(desk.server.url("/new"), private=True)], NOON)
    run_ingest(desk.settings, key="both", clock=lambda: NOON, even_if_not_due=True)
    with pytest.raises(ConfigurationError, match="in the list itself"):
        desk.decide(1, accepted=True)
