"""Today's code over landed bytes: what differs is ours, a lost database comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from upath import UPath

from support import postgres
from support.sample_newsroom import NOON, Newsroom, newsroom, subscribe
from wireroom.decide.replay_report import ReplayReport
from wireroom.full_text.run_pages import run_pages
from wireroom.ingest.run_ingest import run_ingest
from wireroom.replay.replay_landed import Wanted, replay
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_sync import sync_feeds

FEEDS = ("harbour-post", "stadtbote-nord", "gangcheng-ribao", "twin-bridges", "front-door")
CONTENT = """
    SELECT a.guid, a.canonical_url, a.title, a.summary, a.text, a.html, a.authors, a.tags, a.published_at,
        a.language, a.publisher_domain, a.version, a.captured_at, a.first_seen_at
    FROM news.articles AS a ORDER BY a.canonical_url, a.guid, a.title, a.text
"""
VERSIONS = """
    SELECT a.guid, r.version, r.title, r.text, r.captured_at, r.change_reason, r.changed
    FROM news.revisions AS r JOIN news.articles AS a ON a.id = r.article_id ORDER BY 1, 2, 3, 4
"""
OLD_READING = """
    UPDATE wireroom.articles SET authors = '{"Nobody At All"}', published_at = published_at
    WHERE id IN (SELECT id FROM wireroom.articles WHERE version = 1 AND authors <> '{}' ORDER BY id LIMIT 5)
"""
OLD_TEXT = """
    WITH cut AS (
        SELECT id FROM wireroom.articles WHERE version = 1 AND length(text) > 200 ORDER BY id DESC LIMIT 4
    ), heads AS (
        UPDATE wireroom.article_heads SET fingerprint = sha256('an older reading')
        WHERE id IN (SELECT id FROM cut)
    )
    UPDATE wireroom.articles SET text = left(text, 50) WHERE id IN (SELECT id FROM cut)
"""


def rows(url: str, sql: str) -> list[tuple[Any, ...]]:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def again(room: Newsroom, *, dry_run: bool) -> ReplayReport:
    room.now += timedelta(minutes=1)  # of the pipeline alone
    return replay(room.settings, Wanted(), clock=room.clock, dry_run=dry_run)


@pytest.fixture
def room(database_url: str, tmp_path: Path) -> Iterator[Newsroom]:
    """Two polls of a few feeds, hours apart."""
    with newsroom(database_url, tmp_path) as running:
        subscribe(running.settings, *FEEDS)
        for key in ("first", "second"):
            run_ingest(running.settings, key=key, clock=running.clock, even_if_not_due=True)
            running.advance(timedelta(hours=6))
        yield running


def test_the_same_code_changes_nothing_and_what_newer_code_reads_is_no_correction(
    room: Newsroom, database_url: str
) -> None:
    same = again(room, dry_run=True)
    assert same.documents > 5
    assert same.same > 40
    assert (same.new, same.reread, same.revised, dict(same.fields)) == (0, 0, 0, {}), "\n".join(same.lines())
    corrections = rows(database_url, "SELECT count(*) FROM news.corrections")
    content = rows(database_url, CONTENT)
    rows(database_url, OLD_READING)
    rows(database_url, OLD_TEXT)
    stale = rows(database_url, CONTENT)
    said = again(room, dry_run=True)
    assert rows(database_url, CONTENT) == stale, "a dry run writes nothing"
    assert said.fields["authors"] == 5
    assert said.fields["text"] == 4
    assert said.examples["authors"][0].before.startswith("['Nobody At All'")
    done = again(room, dry_run=False)
    assert done.reread == said.reread == 9
    reread = rows(
        database_url, "SELECT version, is_current, changed FROM news.revisions WHERE change_reason = 'reread'"
    )
    assert len(reread) == 9
    assert all(version == 2 and is_current for version, is_current, _ in reread)
    assert rows(database_url, "SELECT count(*) FROM news.corrections") == corrections
    assert [row[:11] for row in rows(database_url, CONTENT)] == [row[:11] for row in content]
    assert rows(
        database_url, "SELECT count(*) FROM news.changes(NULL, NULL) WHERE change_reason = 'reread'"
    ) == [(9,)]
    assert again(room, dry_run=False).reread == 0, "a second time nothing differs"


def test_a_lost_database_comes_back_whole(
    room: Newsroom, database_url: str, admin_database_url: str, template_database: str
) -> None:
    content, versions = rows(database_url, CONTENT), rows(database_url, VERSIONS)
    with postgres.database(admin_database_url, template=template_database) as url:
        found = replace(room, settings=replace(room.settings, database_url=url))
        with connect(url) as conn:  # numbers of feeds are others then
            sync_feeds(conn, list(reversed(subscribe(found.settings, *FEEDS, now=room.now))), room.now)
        report = again(found, dry_run=False)
        assert report.counts.inserted >= len(content)
        back = {row[:4] + row[5:] for row in map(_hashable, rows(url, CONTENT))}
        missing = [row for row in map(_hashable, content) if row[:4] + row[5:] not in back]
        assert not missing
        assert len(rows(url, VERSIONS)) >= len(versions)


PAGES = """
    SELECT a.canonical_url, p.outcome, p.asked_at, p.tdm_reserved, p.tdm_source
    FROM news.pages AS p JOIN news.articles AS a ON a.id = p.article_id ORDER BY 1
"""
OLD_PAGE = """
    WITH cut AS (
        SELECT article_id AS id FROM wireroom.pages WHERE outcome = 'full_text' ORDER BY article_id LIMIT 3
    ), heads AS (
        UPDATE wireroom.article_heads SET fingerprint = sha256('an older reading')
        WHERE id IN (SELECT id FROM cut)
    ), copies AS (
        UPDATE wireroom.copies SET fingerprint = sha256('an older reading')
        WHERE from_page AND article_id IN (SELECT id FROM cut)
    )
    UPDATE wireroom.articles SET text = left(text, 200) WHERE id IN (SELECT id FROM cut)
"""


@pytest.fixture
def paged(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    """Two feeds of summaries and their pages, twice."""
    monkeypatch.setattr("wireroom.newsroom.content.guarded_pages.CRAWL_DELAY", 0.01)
    with newsroom(database_url, tmp_path) as running:
        running.settings = replace(running.settings, family_pause=0.02)
        subscribe(running.settings, *OF_SUMMARIES)
        for key in ("first", "second"):
            run_ingest(running.settings, key=key, clock=running.clock, even_if_not_due=True)
            run_pages(running.settings, key=f"pages-{key}", clock=running.clock)
            running.advance(timedelta(minutes=90))
        yield running


OF_SUMMARIES = ("twin-bridges", "ferry-gazette")


def test_landed_pages_are_read_again_beside_what_their_feed_said_then(
    paged: Newsroom, database_url: str
) -> None:
    same = again(paged, dry_run=True)
    assert same.pages > 20
    assert (same.new, same.reread, same.revised, dict(same.fields)) == (0, 0, 0, {}), "\n".join(same.lines())
    content, pages = rows(database_url, CONTENT), rows(database_url, PAGES)
    rows(database_url, OLD_PAGE)
    said = again(paged, dry_run=True)
    assert (said.reread, said.fields["text"]) == (3, 3), "\n".join(said.lines())
    done = again(paged, dry_run=False)
    assert done.reread == 3
    kinds = rows(
        database_url,
        "SELECT DISTINCT a.provenance ->> 'text' LIKE 'page:%', r.is_current, r.version"
        " FROM news.revisions AS r JOIN news.articles AS a ON a.id = r.article_id"
        " WHERE r.change_reason = 'reread'",
    )
    assert kinds == [(True, True, 3)]
    assert [row[:11] for row in rows(database_url, CONTENT)] == [row[:11] for row in content]
    assert rows(database_url, PAGES) == pages
    assert again(paged, dry_run=False).reread == 0, "a second time nothing differs"


def test_a_page_that_is_judged_otherwise_is_named(paged: Newsroom, database_url: str) -> None:
    rows(database_url, "UPDATE wireroom.pages SET outcome = 'no_text' WHERE outcome = 'paywall'")
    said = again(paged, dry_run=True)
    assert said.fields["page_outcome"] > 0
    assert {(each.before, each.after) for each in said.examples["page_outcome"]} == {("no_text", "paywall")}
    again(paged, dry_run=False)
    assert rows(database_url, "SELECT count(*) FROM news.pages WHERE outcome = 'no_text'") == [(0,)]


def test_a_lost_database_comes_back_with_its_full_texts_and_what_sites_said(
    paged: Newsroom, database_url: str, admin_database_url: str, template_database: str
) -> None:
    content, versions, pages = (rows(database_url, sql) for sql in (CONTENT, VERSIONS, PAGES))
    sites = "SELECT origin, outcome, robots, tdmrep FROM wireroom.sites ORDER BY 1"
    with postgres.database(admin_database_url, template=template_database) as url:
        found = replace(paged, settings=replace(paged.settings, database_url=url))
        with connect(url) as conn:  # numbers of feeds are others then
            sync_feeds(
                conn, list(reversed(subscribe(found.settings, *OF_SUMMARIES, now=paged.now))), paged.now
            )
        report = again(found, dry_run=False)
        assert report.pages > 20
        assert rows(url, CONTENT) == content
        assert rows(url, VERSIONS) == versions
        assert rows(url, PAGES) == pages
        assert [[bytes(x) if isinstance(x, memoryview) else x for x in row] for row in rows(url, sites)] == [
            [bytes(x) if isinstance(x, memoryview) else x for x in row] for row in rows(database_url, sites)
        ]
        assert run_pages(found.settings, key="after", clock=found.clock).outcomes == {}, "none is asked again"


def test_a_replay_that_finds_nothing_says_where_something_is(room: Newsroom, database_url: str) -> None:
    """It ended green, with zeros: nobody saw that the days were mistaken for others, or pruned."""
    landed = NOON.date()
    first, last = landed - timedelta(days=9), landed - timedelta(days=7)

    def said(wanted: Wanted, *, dry_run: bool = True) -> str:
        return replay(room.settings, wanted, clock=room.clock, dry_run=dry_run).lines()[0]

    for empty in (first, landed - timedelta(days=6)):  # as a run that polled nobody leaves it
        (UPath(room.settings.landing_url) / f"ingest/{empty:%Y/%m/%d}/run-a").mkdir(parents=True)
    words = f"nothing was landed between {first} and {last}; the nearest landed day is {landed}"
    assert said(Wanted(first, last)) == words
    assert said(Wanted(first, last), dry_run=False) == words
    [(status, detail)] = rows(database_url, "SELECT status, detail FROM news.runs WHERE kind = 'replay'")
    assert (status, detail) == ("succeeded", f"{words}.")
    assert said(Wanted(quarantined=["no_date"])) == "no entry is refused: no_date"
    assert said(Wanted(landed, landed)).endswith("documents read"), "of a day with something it says no more"


def _hashable(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(tuple(value) if isinstance(value, list) else value for value in row)
