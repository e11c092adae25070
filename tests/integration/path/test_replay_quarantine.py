"""A replay lets out of the quarantine what it has filed; feeds are known by number where it was given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from support import postgres
from support.sample_newsroom import Newsroom, newsroom, subscribe
from wireroom.decide.replay_report import ReplayReport
from wireroom.ingest.run_ingest import run_ingest
from wireroom.landing import list_landed
from wireroom.models import Article, Entry, Rejection
from wireroom.replay.replay_landed import Wanted, replay
from wireroom.transform.document_context import DocumentContext
from wireroom.transform.transform_entry import reject

REJECTED = "SELECT key, first_seen_at, last_seen_at FROM wireroom.rejected"
ARTICLES = "SELECT count(*) FROM news.articles"
ANOTHERS = """
    INSERT INTO wireroom.rejected (key, feed_id, reason, detail, raw, first_seen_at, last_seen_at)
    SELECT sha256('unread'), feed_id, 'no_content', '', '{}', first_seen_at + '1 s', last_seen_at + '1 s'
    FROM wireroom.rejected LIMIT 1
"""
TOO_SLOW = """
    INSERT INTO wireroom.rejected
        (key, feed_id, reason, detail, raw, first_seen_at, last_seen_at, times)
    SELECT sha256(convert_to('too_slow ' || feed_id, 'UTF8')), feed_id, 'too_slow', '', '{}',
        fetched_at, fetched_at, 3
    FROM wireroom.run_feeds WHERE fetched_at IS NOT NULL
"""
OF_AN_ARCHIVE = """
    WITH polled AS (DELETE FROM wireroom.landings RETURNING uri)
    INSERT INTO wireroom.archive_documents
        (feed_id, key, url, origin, fetched_at, permanent, size, landed_uri)
    SELECT (SELECT min(id) FROM wireroom.feeds), sha256(uri::bytea), 'http://a.test/', 'cdx', now(), true, 0,
        uri
    FROM polled
"""
REFUSE = "ALTER TABLE wireroom.article_heads ADD CONSTRAINT refused CHECK (false) NOT VALID"
FEEDS_OF_HARBOUR = """
    SELECT DISTINCT coalesce(home_feed_id, 0) FROM wireroom.articles WHERE canonical_url LIKE '%harbour-post%'
"""


def rows(url: str, sql: str) -> list[tuple[Any, ...]]:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def keys(url: str) -> set[bytes]:
    return {bytes(row[0]) for row in rows(url, REJECTED)}


def refuse(entry: Entry, document: DocumentContext) -> Article | Rejection:
    """As some older code would have done."""
    return reject(entry, document.feed, "no_identity", "not understood yet")


def again(
    room: Newsroom,
    day: date | None = None,
    *,
    quarantined: tuple[str, ...] | None = (),
    dry_run: bool = False,
) -> ReplayReport:
    room.now += timedelta(minutes=1)
    return replay(room.settings, Wanted(day, day, quarantined), clock=room.clock, dry_run=dry_run)


def poll(room: Newsroom, key: str) -> None:
    run_ingest(room.settings, key=key, clock=room.clock, even_if_not_due=True)


@pytest.fixture
def room(database_url: str, tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(database_url, tmp_path) as running:
        subscribe(running.settings, "harbour-post.localhost:8799/rss")
        yield running


@pytest.fixture
def refused(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Two polls on two days, of which every entry was refused; undo it, and today's code reads."""
    monkeypatch.setattr(import_module("wireroom.transform.transform_document"), "transform_entry", refuse)
    for key in ("first", "second"):
        poll(room, key)
        room.advance(timedelta(days=1))
    return monkeypatch


def test_only_entries_of_the_days_that_were_read_leave_the_quarantine(
    room: Newsroom, refused: pytest.MonkeyPatch, database_url: str
) -> None:
    rows(database_url, ANOTHERS)
    before = rows(database_url, REJECTED)
    first = min(row[1] for row in before).date()
    of_the_second_day_alone = {bytes(row[0]) for row in before if row[1].date() > first}
    unread = rows(database_url, "SELECT sha256('unread')")[0][0].tobytes()
    assert of_the_second_day_alone - {unread}
    again(room)
    assert keys(database_url) == {bytes(row[0]) for row in before}, "refused again"
    refused.undo()
    assert again(room, quarantined=("no_such_reason",)).documents == 0
    assert again(room, dry_run=True).new
    assert keys(database_url) == {bytes(row[0]) for row in before}, "a dry run changes nothing"
    again(room, first)
    assert rows(database_url, ARTICLES) == [(len(before) - len(of_the_second_day_alone | {unread}),)]
    assert keys(database_url) == of_the_second_day_alone | {unread}
    for uri in list_landed(room.settings.landing_url, first + timedelta(days=1)):
        Path(uri.removeprefix("file://")).unlink()
    again(room)
    assert keys(database_url) == of_the_second_day_alone | {unread}, "their bytes are gone"


def test_what_the_store_refuses_again_stays_in_the_quarantine(room: Newsroom, database_url: str) -> None:
    rows(database_url, REFUSE)
    poll(room, "first")
    before = keys(database_url)
    assert before
    again(room)
    assert keys(database_url) == before
    rows(database_url, "ALTER TABLE wireroom.article_heads DROP CONSTRAINT refused")
    again(room)
    assert not keys(database_url)
    assert rows(database_url, ARTICLES) == [(len(before),)]


def test_a_document_that_took_too_long_at_other_polls_too_is_not_cured_by_one(
    room: Newsroom, database_url: str
) -> None:
    poll(room, "first")
    rows(database_url, TOO_SLOW)
    before = keys(database_url)
    assert before
    assert again(room).documents
    assert keys(database_url) == before
    rows(database_url, "UPDATE wireroom.rejected SET times = 1")
    again(room)
    assert not keys(database_url)


def test_a_number_of_a_feed_is_trusted_only_in_the_database_that_gave_it(
    room: Newsroom, database_url: str, admin_database_url: str, template_database: str
) -> None:
    poll(room, "first")
    articles = rows(database_url, ARTICLES)
    rows(database_url, "UPDATE wireroom.feeds SET url = url || '?moved'")
    for landed_by in ("a poll", "a walk of an archive"):
        same = again(room, quarantined=None)
        assert same.documents
        assert (same.new, same.reread) == (0, 0), (
            f"its own number by {landed_by}, though the address is another"
        )
        rows(database_url, OF_AN_ARCHIVE)
    with postgres.database(admin_database_url, template=template_database) as url:
        lost = replace(room, settings=replace(room.settings, database_url=url))
        subscribe(lost.settings, "stadtbote-nord", now=room.now)
        numbers = [rows(at, "SELECT min(id) FROM wireroom.feeds") for at in (database_url, url)]
        assert numbers[0] == numbers[1], "another feed has the number now"
        again(lost, quarantined=None)
        assert rows(url, ARTICLES) == articles
        assert rows(url, FEEDS_OF_HARBOUR) == [(0,)]
