"""Subscriptions over weeks, a fast clock, a real hub and our receiver: renewed, lapsed, denied."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import uvicorn

from support.hub import ENTRY, Hub, hub_server
from wireroom import sources
from wireroom.cli.websub_receiver import build_receiver
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import FeedSpec
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.hub_subscriptions import note_hub_receiver
from wireroom.websub.deliveries import Deliveries
from wireroom.websub.subscriptions import keep_subscribed

pytestmark = [pytest.mark.timeout(600), pytest.mark.slow]
DAY = timedelta(days=1)


@dataclass
class Installation:
    """Runs, rounds of subscriptions and the receiver, all by one clock."""

    hub: Hub
    settings: Settings
    callback: str = ""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def clock(self) -> datetime:
        return self.now

    def pass_time(self, days: float, step: timedelta = DAY / 2) -> list[tuple[bool, str]]:
        """A round and a run each `step`: whether the hub was relied on after each, and its state."""
        seen, until = [], self.now + days * DAY
        while self.now < until:
            self.now += step
            with connect(self.settings.database_url) as conn:
                note_hub_receiver(conn, self.now + timedelta(minutes=2))
            self.hub.verified.clear()
            asked = keep_subscribed(self.settings, self.callback, self.now)
            if asked and self.hub.asks_back and self.hub.status < 300:
                assert self.hub.verified.wait(60)
            report = run_ingest(self.settings, key=f"{self.now}", clock=self.clock, clock_is_right=True)
            assert report.failure is None
            seen.append(self.relied_on())
        return seen

    def relied_on(self) -> tuple[bool, str]:
        sql = (
            "SELECT wireroom.is_told(h.feed_id, s.last_polled_at, %s), h.state"
            " FROM wireroom.hub_subscriptions AS h JOIN wireroom.feed_states AS s USING (feed_id)"
        )
        [(is_told, state)] = self.rows(sql, self.now) or [(False, "none")]
        return is_told, state

    def rows(self, sql: str, *values: object) -> list[Any]:
        with psycopg2.connect(self.settings.database_url) as conn, conn.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    def lease(self) -> timedelta:
        [(until,)] = self.rows("SELECT verified_until FROM wireroom.hub_subscriptions")
        return until - self.now


@contextlib.contextmanager
def receiver(room: Installation) -> Iterator[str]:
    """Ours, in this process for the sake of its clock; the address that hubs call."""
    with Deliveries(room.settings, room.clock) as deliveries:
        config = uvicorn.Config(
            build_receiver(room.settings, deliveries, room.clock), port=0, log_level="warning"
        )
        listening = config.bind_socket()
        server = uvicorn.Server(config)
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        while not server.started:  # bound, it does not listen yet: a quick hub was refused
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        finally:
            server.should_exit = True
            serving.join()


@pytest.fixture
def room(database_url: str, tmp_path: Path) -> Iterator[Installation]:
    environment = {"WIREROOM_HOME": str(tmp_path), "WIREROOM_DATABASE_URL": database_url}
    with hub_server() as hub:
        settings = replace(
            Settings.from_environment(environment),
            feeds_file=tmp_path / "feeds.yaml",
            connect_to=(("*.localhost:80", f"127.0.0.1:{hub.port}"),),
            family_pause=0.0,
        )
        sources.add_feeds(settings.feeds_file, [FeedSpec("http://harbour.localhost/feed", private=True)])
        room = Installation(hub, settings)
        # Four a day: by its own rhythm it is asked every few hours.
        hub.entries = [
            ENTRY.format(title=f"pears-{number}", at=f"{room.now - number * DAY / 4:%Y-%m-%dT%H:%M:%SZ}")
            for number in range(1, 15)
        ]
        run_ingest(settings, key="first", clock=room.clock)
        with receiver(room) as room.callback:
            yield room


@pytest.mark.parametrize(("offered", "held"), [("", 14), ("7776000", 14), ("259200", 3)])
def test_a_lease_is_renewed_in_good_time_for_weeks(room: Installation, offered: str, held: int) -> None:
    """Whatever the hub offers, fourteen days at most; the feed is polled once a day all the while."""
    room.hub.lease = offered
    room.pass_time(1)
    assert held - 1 <= room.lease() / DAY <= held
    polls = room.hub.polls
    seen = room.pass_time(16)
    assert seen == [(True, "verified")] * len(seen)
    assert timedelta() < room.lease() <= 14 * DAY
    assert 15 <= room.hub.polls - polls <= 18
    asked = room.hub.subscriptions
    assert len(asked) == 1 + 16 // (held * 2 / 3), "with a third of it left"
    assert all(form == asked[0] for form in asked), "token and secret stay"


def test_a_lease_that_the_hub_no_longer_confirms_lapses_and_the_feed_is_polled_as_before(
    room: Installation,
) -> None:
    room.pass_time(1)
    room.hub.asks_back = False
    seen = room.pass_time(12)
    held = seen.index((False, "unverified"))
    assert seen[:held].count((True, "verified")) >= 17, "it tells until the end of what it has confirmed"
    assert all(not is_told for is_told, _ in seen[held:])
    assert len(room.hub.subscriptions) <= 12, "a hub that does not answer is not pressed"
    polls = room.hub.polls
    room.pass_time(1, step=DAY / 12)
    assert room.hub.polls - polls >= 3, "by its own rhythm"
    room.hub.asks_back = True
    assert room.pass_time(8)[-1] == (True, "verified"), "and is asked again"


@pytest.mark.parametrize("when", ["at once", "later"])
def test_a_hub_that_denies_is_left_alone_for_a_week_and_the_feed_polled(
    room: Installation, when: str
) -> None:
    if when == "later":
        room.pass_time(2)
    room.hub.asks_back = False
    if when == "at once":
        room.pass_time(0.1)
    assert room.hub.ask_back(mode="denied", reason="no room") == (200, "")
    asked, polls = len(room.hub.subscriptions), room.hub.polls
    seen = room.pass_time(6, step=DAY / 4)
    assert seen == [(False, "denied")] * len(seen)
    assert len(room.hub.subscriptions) == asked
    assert room.hub.polls - polls >= 12
    room.hub.asks_back = True
    assert room.pass_time(3)[-1] == (True, "verified")
