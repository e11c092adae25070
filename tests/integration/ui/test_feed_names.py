"""Feeds that share a title are told apart wherever one is named: by host, or else by address."""

from __future__ import annotations

import psycopg
from fastapi.testclient import TestClient

from support.filings import NOW, file, result, rows
from wireroom.ingest.run_report import cause_lines
from wireroom.models import FeedSpec, Outcome
from wireroom.settings import Settings
from wireroom.store.connection import Connection
from wireroom.store.feeds.feed_sync import sync_feeds
from wireroom.store.runs import run_polls
from wireroom.watch.watch_health import watch_health

SPECS = (
    FeedSpec(url="https://harbour.example/feed", title="News"),
    FeedSpec(url="https://ada:s3cret@mire.example:8080/rss?token=hide-this-1"),
    FeedSpec(url="https://moor.example/a.xml", title="news"),
    FeedSpec(url="https://moor.example/b.xml", title="News"),
    FeedSpec(url="https://alone.example/feed", title="Moor Mail"),
)


def listed(conn: Connection, *specs: FeedSpec) -> list[int]:
    sync_feeds(conn, specs, NOW)
    return [number for (number,) in rows(conn, "SELECT id FROM wireroom.feeds ORDER BY id")]


def names(conn: Connection) -> list[str]:
    return [name for (name,) in rows(conn, "SELECT name FROM news.feeds ORDER BY id")]


def test_twins_are_named_with_host_or_address_and_nobody_else(conn: Connection) -> None:
    numbers = listed(conn, *SPECS)
    file(conn, results=[result(numbers[1], title="News")])
    assert names(conn) == [
        "News (harbour.example)",
        "News (mire.example:8080)",
        "news (moor.example/a.xml)",
        "News (moor.example/b.xml)",
        "Moor Mail",
    ]
    sync_feeds(conn, [SPECS[0], SPECS[4]], NOW)
    assert names(conn)[0] == "News", "those that are retired are in nobody's way"


def test_no_secret_and_no_title_of_any_length_stands_in_the_way(conn: Connection) -> None:
    long = "n" * 20_000
    bay = "https://ada:s3cret@bay.example/rss?token=hide-this-1"
    listed(conn, FeedSpec(url=bay, title=long), FeedSpec(url="https://bay.example/2", title=long))
    assert all("s3cret" not in name and "hide-this" not in name for name in names(conn))
    assert names(conn)[1].endswith("(bay.example/2)")


def test_alerts_reports_and_pages_name_them_so(
    conn: Connection, settings: Settings, viewer: TestClient
) -> None:
    """Each of two feeds "News" was the other."""
    numbers = listed(conn, *SPECS[:3])
    file(conn, results=[result(numbers[0], Outcome.NOT_FOUND, failures=3, detail="404")], run="second")
    (alert,) = [each for each in watch_health(settings, now=NOW).open if each.rule == "sick"]
    assert "It is News (harbour.example);" in alert.words
    ((run_id,),) = rows(conn, "SELECT id FROM wireroom.runs")
    ((_, line),) = cause_lines(run_polls(conn, run_id))
    assert line.startswith("News (harbour.example) needs attention")
    for path in ("/", "/feeds?condition=any", f"/feeds/{numbers[0]}", f"/runs/{run_id}", "/coverage?q=news"):
        assert "News (harbour.example)" in viewer.get(f"/wireroom{path}").text, path


def test_who_only_reads_sees_names_too(conn: Connection, database_url: str) -> None:
    listed(conn, *SPECS)
    with psycopg.connect(database_url) as reader:
        reader.execute("SET ROLE wireroom_reader")
        found = reader.execute("SELECT name FROM news.feeds WHERE title = 'news'").fetchone()
    assert found == ("news (moor.example/a.xml)",)
