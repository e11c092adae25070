"""Feeds that share a title are told apart wherever one is named: by host, or else by address."""

from __future__ import annotations

import psycopg
import pytest
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


SAME = ("Новости", "НОВОСТИ", "Élan", "élan")


def test_a_title_in_letters_beyond_ascii_has_twins_too(conn: Connection) -> None:
    """Lowered as an address is, which knows a to z, `Новости` was no twin of itself."""
    listed(
        conn, *(FeedSpec(url=f"https://n{place}.example/f", title=title) for place, title in enumerate(SAME))
    )
    assert names(conn) == [f"{title} (n{place}.example)" for place, title in enumerate(SAME)]


def test_names_are_looked_up_and_not_searched_for(conn: Connection) -> None:
    """With 5,000 feeds each name took seven milliseconds, a page of a run two seconds."""
    listed(conn, *(FeedSpec(url=f"https://n{place}.example/f", title=f"News {place}") for place in range(40)))
    with conn.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SELECT count(wireroom.feed_name(title, url)) FROM wireroom.feeds")
        cursor.execute("SELECT pg_stat_get_xact_numscans('wireroom.feeds'::regclass)")
        assert cursor.fetchone() < (20,), "some to plan by, and not one a name"


@pytest.mark.parametrize("words", ["новости", "НОВОСТИ", "ÉLAN"])
def test_words_beyond_ascii_find_feeds_in_either_case(
    conn: Connection, viewer: TestClient, words: str
) -> None:
    """Only as it is written was a title found, by pages, by commands and by the DAGs' `match`."""
    specs = [
        FeedSpec(url=f"https://n{place}.example/f", title=title, publisher=title)
        for place, title in enumerate(SAME)
    ]
    listed(conn, *specs)
    assert ">2 match<" in viewer.get("/wireroom/feeds", params={"q": words}).text
    assert viewer.get("/wireroom/coverage", params={"q": words}).text.count(".example)") >= 2
    fits = "wireroom.feed_fits(%s, id, publisher, concat_ws(' ', url, title))"
    assert rows(conn, f"SELECT count(*) FROM news.feeds WHERE {fits}", words) == [(2,)]
