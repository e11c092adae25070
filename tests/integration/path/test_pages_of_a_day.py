"""What is decided of pages, over days: as the server was asked, and as the database tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from support.filings import rows
from support.sample_newsroom import Newsroom, newsroom, subscribe
from wireroom.full_text.run_pages import run_pages
from wireroom.ingest.run_ingest import run_ingest
from wireroom.newsroom import NewsroomApp, Request, Response
from wireroom.store.connection import connect


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of pages that the server was asked for, in order."""
    paths: list[str] = []
    answer = NewsroomApp.answer

    def noted(app: NewsroomApp, request: Request) -> Response:
        if request.path.startswith("/20"):
            paths.append(request.path)
        return answer(app, request)

    monkeypatch.setattr(NewsroomApp, "answer", noted)
    monkeypatch.setattr("wireroom.newsroom.content.guarded_pages.CRAWL_DELAY", 0.05)
    return paths


@pytest.fixture
def room(database_url: str, tmp_path: Path, asked: list[str]):
    with newsroom(database_url, tmp_path) as running:
        running.settings = replace(running.settings, family_pause=0.01)
        yield running


def poll(room: Newsroom, key: str) -> None:
    run_ingest(room.settings, key=key, clock=room.clock, even_if_not_due=True)


def change(room: Newsroom, sql: str) -> None:
    with connect(room.settings.database_url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        conn.commit()


def found(room: Newsroom, sql: str) -> list[tuple[object, ...]]:
    with connect(room.settings.database_url) as conn:
        return rows(conn, sql)


def test_a_family_is_asked_for_so_many_pages_in_24_hours_whatever_runs(
    room: Newsroom, asked: list[str]
) -> None:
    """Five runs within a day, then one after it."""
    subscribe(room.settings, "twin-bridges")
    poll(room, "live")
    change(room, "UPDATE wireroom.feeds SET full_text = 'always'")
    settings = replace(room.settings, pages_a_day=5)
    for number in range(5):
        run_pages(settings, key=f"run {number}", clock=room.clock)
        room.advance(timedelta(hours=4))
    assert len(asked) == 5
    room.advance(timedelta(hours=5))
    run_pages(settings, key="next day", clock=room.clock)
    assert len(asked) == 10
    assert len(set(asked)) == 10, "none twice"


def test_a_feed_that_was_left_alone_is_tried_again_after_a_week_and_always_asks_for_all(
    room: Newsroom, asked: list[str]
) -> None:
    subscribe(room.settings, "stadtbote-nord")
    poll(room, "live")
    run_pages(room.settings, key="trial", clock=room.clock)
    assert len(asked) == 3
    room.advance(timedelta(days=6))
    poll(room, "six days on")
    run_pages(room.settings, key="six days on", clock=room.clock)
    assert len(asked) == 3
    room.advance(timedelta(days=1, hours=1))
    poll(room, "a week on")
    run_pages(room.settings, key="a week on", clock=room.clock)
    assert len(asked) == 5, "two pages once in seven days"
    run_pages(room.settings, key="again", clock=room.clock)
    assert len(asked) == 5
    change(room, "UPDATE wireroom.feeds SET full_text = 'always'")
    run_pages(room.settings, key="always", clock=room.clock)
    assert len(asked) > 10


def test_each_page_has_the_decision_of_robots_txt_and_what_is_reserved_is_told(
    room: Newsroom, asked: list[str]
) -> None:
    """Also of pages that give no text, and of those that robots.txt keeps from us: it names who else may not.

    The articles are the feed's, and exports for training held them.
    """
    subscribe(room.settings, "ferry-gazette")
    poll(room, "live")
    run_pages(room.settings, key="a", clock=room.clock)
    pages = found(room, "SELECT outcome, decision, tdm_reserved, tdm_source FROM news.pages")
    assert len({outcome for outcome, *_ in pages}) > 5
    assert all(decision for _, decision, *_ in pages)
    assert {outcome == "disallowed" for outcome, decision, *_ in pages if "not allow" in str(decision)} == {
        True
    }
    assert len(asked) == sum(outcome != "disallowed" for outcome, *_ in pages)
    kept_out = {source for outcome, _, reserved, source in pages if outcome == "disallowed" and reserved}
    assert kept_out == {"robots.txt:CCBot"}
    assert all((reserved is True) == bool(source) for *_, reserved, source in pages)
    assert found(
        room,
        "SELECT count(*) FROM news.articles AS a JOIN news.pages AS p ON p.article_id = a.id"
        " WHERE a.tdm_reserved IS DISTINCT FROM p.tdm_reserved OR a.tdm_source IS DISTINCT FROM p.tdm_source",
    ) == [(0,)]
