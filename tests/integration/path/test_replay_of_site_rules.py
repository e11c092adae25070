"""What sites said of mining, replayed from landed bytes: nothing that a site reserved is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from support.filings import NOW, article, feed, file, rows
from wireroom.landing import PAGES, LandingWriter, landing_uri
from wireroom.models import Exchange, Outcome
from wireroom.replay.replay_landed import Wanted, replay
from wireroom.settings import Settings
from wireroom.store.connection import Connection

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
SITE = "https://www.harbour-post.example"
PAGE = f"{SITE}/ferry"
ROBOTS, TDMREP = f"{SITE}/robots.txt", f"{SITE}/.well-known/tdmrep.json"
RESERVED = b'[{"location": "/*", "tdm-reservation": 1}]'
NO_GPT = b"User-agent: GPTBot\nDisallow: /\n"
Said = tuple[str, Outcome, bytes]


@pytest.fixture
def settings(conn: Connection, database_url: str, tmp_path: Path) -> Settings:
    """An article of a listed feed, whose page lies in landing files."""
    file(conn, [article("ferry", feed_id=feed(conn))])
    return Settings(database_url=database_url, landing_url=f"file://{tmp_path}")


def land(settings: Settings, day: int, *said: Said) -> None:
    """What the site was asked for on a day, and then its page."""
    at = NOW + day * DAY
    with LandingWriter(landing_uri(settings.landing_url, PAGES, at, f"pages-{day}", "all")) as writer:
        for number, (url, outcome, body) in enumerate(said):
            status = 200 if outcome is Outcome.OK else 503
            writer.add(Exchange(0, url, at + number * MINUTE, outcome, status=status, body=body))
        page = b"<html><title>Report on ferry</title><p>It sails again.</p></html>"
        writer.add(Exchange(1, PAGE, at + 9 * MINUTE, Outcome.OK, status=200, body=page))


def read_again(settings: Settings, day: int | None = None) -> None:
    """All that is landed, or one day of it."""
    only = None if day is None else (NOW + day * DAY).date()
    wanted = Wanted(since=only, until=only)
    replay(settings, wanted, clock=lambda: NOW + 9 * DAY, dry_run=False, key=f"day {day}")


def ok(url: str, body: bytes) -> Said:
    return url, Outcome.OK, body


def failed(url: str) -> Said:
    return url, Outcome.SERVER_ERROR, b""


@pytest.mark.parametrize(
    ("first", "second", "source"),
    [
        ([ok(ROBOTS, b""), ok(TDMREP, RESERVED)], [ok(ROBOTS, b""), failed(TDMREP)], "tdmrep:site"),
        ([ok(ROBOTS, b""), ok(TDMREP, RESERVED)], [ok(ROBOTS, b"")], "tdmrep:site"),
        ([ok(ROBOTS, b""), ok(TDMREP, RESERVED)], [failed(ROBOTS)], "tdmrep:site"),
        ([ok(ROBOTS, NO_GPT), ok(TDMREP, b"[]")], [failed(ROBOTS)], "robots.txt:GPTBot"),
        ([ok(ROBOTS, NO_GPT), ok(TDMREP, RESERVED)], [ok(ROBOTS, b""), ok(TDMREP, b"[]")], None),
    ],
)
def test_what_could_not_be_had_frees_nothing(
    conn: Connection,
    settings: Settings,
    first: Sequence[Said],
    second: Sequence[Said],
    source: str | None,
) -> None:
    """It was taken for "not reserved", and exports for training held the site's articles."""
    land(settings, 0, *first)
    land(settings, 1, *second)
    read_again(settings)
    found = rows(conn, "SELECT tdm_reserved, tdm_source, asked_at FROM news.pages")
    assert found == [(source is not None, source, NOW + DAY + 9 * MINUTE)]


def test_within_a_day_it_frees_nothing_either(conn: Connection, settings: Settings) -> None:
    land(settings, 0, ok(ROBOTS, b""), ok(TDMREP, RESERVED), ok(ROBOTS, b""), failed(TDMREP))
    read_again(settings)
    assert rows(conn, "SELECT tdm_source FROM news.pages") == [("tdmrep:site",)]


def test_a_database_made_anew_has_the_latest_rules_of_a_site(conn: Connection, settings: Settings) -> None:
    """Those of the oldest landed day were kept. What is on record and newer stays."""
    land(settings, 0, ok(ROBOTS, b""), ok(TDMREP, RESERVED))
    land(settings, 1, ok(ROBOTS, NO_GPT), failed(TDMREP))
    land(settings, 2, failed(ROBOTS))
    read_again(settings)
    latest = [(NOW + DAY, "ok", NO_GPT, RESERVED)]
    assert sites(conn) == latest
    read_again(settings, 0)
    assert sites(conn) == latest


def sites(conn: Connection) -> list[tuple[object, ...]]:
    found = rows(conn, "SELECT asked_at, outcome, robots, tdmrep FROM wireroom.sites")
    return [(at, outcome, bytes(robots), bytes(tdmrep)) for at, outcome, robots, tdmrep in found]
