"""The main job against the sample newsroom: real HTTP, real WARC files, real Postgres, no Airflow."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2.extras import RealDictCursor

from support.sample_newsroom import Newsroom, newsroom, subscribe
from wireroom.ingest.run_ingest import run_ingest
from wireroom.landing import list_landed
from wireroom.load import load_landed
from wireroom.models import Outcome
from wireroom.store.connection import connect
from wireroom.store.runs import open_run


def rows(url: str, sql: str) -> list[dict[str, Any]]:
    with psycopg2.connect(url) as conn, conn.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(sql)
        return [dict(row) for row in cursor.fetchall()]


def ingest(room: Newsroom, key: str):
    return run_ingest(room.settings, key=key, clock=room.clock, even_if_not_due=True)


@pytest.fixture
def room(database_url: str, tmp_path: Path):
    with newsroom(database_url, tmp_path) as running:
        subscribe(running.settings)
        yield running


def test_one_run_brings_articles_and_names_an_outcome_for_every_feed(
    room: Newsroom, database_url: str
) -> None:
    report = ingest(room, "first")

    assert len(report.polls) == report.expected, "every feed has an outcome"
    assert report.counts.inserted > 100
    by_title = {poll.title: poll.outcome for poll in report.polls}
    assert by_title["The Harbour Post"] is Outcome.OK
    assert {
        Outcome.NOT_A_FEED,
        Outcome.NOT_FOUND,
        Outcome.GONE,
        Outcome.RATE_LIMITED,
        Outcome.DECOMPRESSION_BOMB,
    } <= set(by_title.values())
    assert rows(database_url, "SELECT count(*) AS n FROM news.articles")[0]["n"] == report.counts.inserted
    languages = rows(database_url, "SELECT DISTINCT language FROM news.articles WHERE language IS NOT NULL")
    assert len(languages) >= 8


def test_a_second_run_doubles_nothing_and_brings_what_is_new_and_changed(
    room: Newsroom, database_url: str
) -> None:
    first = ingest(room, "first")
    again = ingest(room, "again")
    room.advance(timedelta(hours=3))
    later = ingest(room, "later")

    assert (again.counts.inserted, again.counts.revised) == (0, 0)
    assert later.counts.inserted > 0
    assert later.counts.revised > 0
    total = rows(database_url, "SELECT count(*) AS n, count(DISTINCT id) AS ids FROM news.articles")[0]
    assert total["n"] == total["ids"] == first.counts.inserted + later.counts.inserted
    changes = rows(database_url, "SELECT DISTINCT article_id FROM news.revisions WHERE version > 1")
    assert len(changes) == later.counts.revised


def test_a_run_cleared_as_a_whole_files_what_it_polls_anew(room: Newsroom, database_url: str) -> None:
    """In Airflow: *Clear* on the run. The run is the same, the bytes are not."""
    first = ingest(room, "first")
    room.advance(timedelta(hours=3))
    cleared = ingest(room, "first")

    assert cleared.run_id == first.run_id
    assert cleared.counts.inserted > first.counts.inserted
    assert rows(database_url, "SELECT count(*) AS n FROM news.articles")[0]["n"] == cleared.counts.inserted


def test_the_same_bytes_filed_twice_change_no_row(room: Newsroom, database_url: str) -> None:
    report = ingest(room, "first")
    before = rows(database_url, "SELECT * FROM news.articles ORDER BY id")

    with connect(database_url) as conn:
        again = open_run(conn, "ingest", "the same bytes again", room.now)
    counts = [
        load_landed(room.settings, run_id=again, uri=uri, clock=room.clock)
        for uri in list_landed(room.settings.landing_url, room.now.date())
    ]

    assert sum(c.entries for c in counts) == report.counts.entries > 0
    assert sum(c.inserted for c in counts) == 0
    assert sum(c.revised for c in counts) == 0
    assert rows(database_url, "SELECT * FROM news.articles ORDER BY id") == before


def test_the_adapted_article_keeps_its_date_posts_notice_and_paragraphs(
    room: Newsroom, database_url: str
) -> None:
    """The article of the kind that the project was asked for: see the newsroom's full-content outlet."""
    ingest(room, "first")
    (article,) = rows(
        database_url,
        "SELECT * FROM news.articles WHERE published_at = '2022-02-08T00:00:00Z' AND embeds <> '[]'",
    )

    assert article["published_precision"] == "day"
    assert article["published_source"] == "text:date_line"
    assert "2022-02-08" not in article["text"].split("\n\n")[0]
    posts = [embed for embed in article["embeds"] if embed["kind"] == "post"]
    assert len(posts) == 2
    for post in posts:
        assert all(post[field] for field in ("author", "handle", "date", "text", "url"))
        start, end = post["span"]
        assert post["handle"] in article["text"][start:end]
        assert article["text"][start:end] not in article["own_text"]
    (notice,) = [item for item in article["attribution"] if item["kind"] == "adapted"]
    start, end = notice["span"]
    assert article["text"][start:end] == "This article has been adapted from its original source."
    assert "adapted from its original source" not in article["own_text"]
    assert article["language"] == "en"
