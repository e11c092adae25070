"""Rules of feeds.yaml on the whole way: what they drop is landed, counted by rule and never an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from support.filings import rows
from support.http_server import Server, http_server
from wireroom.ingest.run_ingest import run_ingest
from wireroom.replay.replay_landed import Wanted, replay
from wireroom.settings import Settings
from wireroom.store.connection import connect

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def body(*names: str) -> bytes:
    items = "".join(
        f"<item><title>{name}</title><link>https://bay.example/{number}</link>"
        f"<pubDate>Mon, 23 Nov 2026 0{number}:00:00 GMT</pubDate></item>"
        for number, name in enumerate(names)
    )
    return f'<rss version="2.0"><channel><title>Bay</title>{items}</channel></rss>'.encode()


@pytest.fixture
def server() -> Iterator[Server]:
    with http_server() as running:
        yield running


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return replace(
        Settings(),
        database_url=database_url,
        feeds_file=tmp_path / "feeds.yaml",
        landing_url=(tmp_path / "landing").as_uri(),
    )


def poll(settings: Settings, url: str, hour: int, rules: str = "") -> Any:
    settings.feeds_file.write_text(f"feeds:\n  - url: {url}\n    private: true\n    {rules}\n")
    at = NOW + timedelta(hours=hour)
    report = run_ingest(settings, key=str(hour), clock=lambda: at, even_if_not_due=True)
    assert report.failure is None
    return report.counts


def test_a_rule_counts_for_what_comes_after_it(settings: Settings, server: Server) -> None:
    """A horoscope that is here stays; later ones do not come, nor with a replay while the rule stands."""
    url = server.sends("/feed", body("Ferry", "Horoscope one"))
    first = poll(settings, url, 0)
    assert (first.inserted, first.dropped) == (2, 0)

    url = server.sends("/feed", body("Ferry", "Horoscope one", "Horoscope two", "Pier"))
    rules = "drop: {title: [horoscope], url: 're2:/9$'}"
    second = poll(settings, url, 1, rules)
    assert (second.entries, second.inserted, second.unchanged, second.dropped) == (4, 1, 1, 2)
    third = poll(settings, url, 2, rules)  # the document is as it was: nothing is counted anew
    assert (third.inserted, third.dropped) == (0, 0)
    dropped_again = replay(settings, Wanted(), clock=lambda: NOW + timedelta(hours=3), dry_run=False)
    assert dropped_again.new == 0

    with connect(settings.database_url) as conn:
        titles = rows(conn, "SELECT title FROM news.articles ORDER BY title")
        assert [title for (title,) in titles] == ["Ferry", "Horoscope one", "Pier"]
        found = rows(conn, "SELECT stage, reason, entries FROM news.drops")
        assert found == [("rules", "drop title: horoscope", 2)]
        (window,) = rows(conn, "SELECT window_entries FROM wireroom.feed_states")
        assert window == (4,), "how long an entry stays is seen from all, wanted or not"

    poll(settings, url, 4)
    replay(settings, Wanted(), clock=lambda: NOW + timedelta(hours=5), dry_run=False)
    with connect(settings.database_url) as conn:
        assert ("Horoscope two",) in rows(conn, "SELECT title FROM news.articles"), "its bytes were kept"


def test_rules_that_let_nothing_in_are_said_where_the_feeds_health_is(
    settings: Settings, server: Server
) -> None:
    """Before, such a feed was "Well: brings articles", and brought none."""

    def health() -> str:
        with connect(settings.database_url) as conn:
            return str(rows(conn, "SELECT health FROM news.feeds")[0][0])

    url = server.sends("/feed", body("Ferry", "Pier"))
    poll(settings, url, 0, "drop: {any: 're2:.'}")
    words = "its rules dropped every entry of its newest document (2): news.drops says which did."
    assert health() == f"Well: answers, but {words}"
    poll(settings, url, 1, "drop: {any: 're2:.'}")
    assert health().endswith(words), "a body that is as it was shows nothing else"
    poll(settings, url, 2, "drop: {title: pier}")
    assert "its rules" not in health(), "other rules: of them its old document says nothing"
    server.sends("/feed", body("Ferry", "Pier", "Bridge"))
    poll(settings, url, 3, "keep: {title: bridge}")
    assert health() == "Well: brings articles."
