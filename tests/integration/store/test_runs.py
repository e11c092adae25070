"""Runs: what they did adds up, however often their tasks are tried."""

from __future__ import annotations

from datetime import timedelta

import pytest

from support.filings import NOW, article, feed, file, rejection, result, rows
from wireroom.errors import StoreError
from wireroom.models import Counts, Outcome
from wireroom.store import storage
from wireroom.store.connection import Connection
from wireroom.store.runs import close_run, filed_feeds, open_run, run_polls, run_summary


def test_the_same_key_is_the_same_run(conn: Connection) -> None:
    """A cleared task in Airflow goes on with its run."""
    first = open_run(conn, "ingest", "monday", NOW)
    assert open_run(conn, "ingest", "monday", NOW + timedelta(hours=1)) == first
    assert open_run(conn, "backfill", "monday", NOW) != first
    assert run_summary(conn, first).started_at == NOW


@pytest.mark.parametrize("kind", ["backfill", "replay", "ingest"])
def test_days_that_are_loaded_again_stand_where_that_was_begun(conn: Connection, kind: str) -> None:
    """Of a day had again an hour after its first load, the run was told to have begun then and taken an hour.

    A retry of what has not ended goes on; a poll's run stays on the day whose articles it counts.
    """
    run_id = open_run(conn, kind, "2026-11-19 scheduled__x", NOW)
    retried = NOW + timedelta(minutes=1)
    assert open_run(conn, kind, "2026-11-19 scheduled__x", retried) == run_id
    assert rows(conn, "SELECT started_at FROM news.runs") == [(NOW,)]
    close_run(conn, run_id, retried, run_summary(conn, run_id).counts)
    again = NOW + timedelta(hours=1)
    assert open_run(conn, kind, "2026-11-19 scheduled__x", again) == run_id
    assert rows(conn, "SELECT started_at FROM news.runs") == [(NOW if kind == "ingest" else again,)]


def test_polls_are_as_old_as_the_oldest_of_them(conn: Connection) -> None:
    """An old day that was loaded again had the first run, and was begun today."""
    run_id = open_run(conn, "backfill", "2026-11-19", NOW - timedelta(days=40))
    file(conn, [article("a", feed_id=feed(conn, "one"))])
    with conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.run_feeds SET run_id = %s", (run_id,))
    conn.commit()
    file(conn, [article("b", feed_id=feed(conn, "two"))], run="a poll")
    close_run(conn, run_id, NOW - timedelta(days=40), run_summary(conn, run_id).counts)
    open_run(conn, "backfill", "2026-11-19", NOW + timedelta(days=9))
    (oldest,) = (size.oldest for size in storage.measure_storage(conn) if size.part == "polls")
    assert oldest == NOW.date()


def test_a_run_is_the_sum_of_its_feeds(conn: Connection) -> None:
    """Polls come back one by one, with what each brought."""
    one, two = feed(conn, "one"), feed(conn, "two")
    file(
        conn,
        [article("a", feed_id=one), article("b", feed_id=one)],
        rejections=[rejection("bad", one)],
        results=[
            result(one, entries=3),
            result(two, Outcome.NOT_FOUND, detail="404 Not Found", failures=2),
        ],
    )
    run_id = open_run(conn, "ingest", "test", NOW)
    polls = run_polls(conn, run_id)
    assert [(poll.title, poll.outcome, poll.detail, poll.failures) for poll in polls] == [
        ("One", Outcome.OK, "", 0),
        ("Two", Outcome.NOT_FOUND, "404 Not Found", 2),
    ]
    expected = Counts(feeds=2, entries=3, inserted=2, rejected=1, outcomes={"ok": 1, "not_found": 1})
    assert run_summary(conn, run_id).counts == expected
    close_run(conn, run_id, NOW + timedelta(minutes=1), expected)
    assert rows(conn, "SELECT status, duration, feeds, feeds_failed, inserted, rejected FROM news.runs") == [
        ("succeeded", timedelta(minutes=1), 2, 1, 2, 1)
    ]
    assert filed_feeds(conn, run_id, "file:///landing/x.warc.gz") == {one, two}
    assert filed_feeds(conn, run_id, "file:///landing/another.warc.gz") == frozenset()


def test_a_poll_filed_again_still_counts_what_it_inserted(conn: Connection) -> None:
    """A task killed after its commit is tried again; the run must not say that nothing came in."""
    one = feed(conn, "one")
    batch = [article("a", feed_id=one), article("b", feed_id=one)]
    for _ in range(2):
        file(conn, batch, results=[result(one, entries=2)])
    [poll] = run_polls(conn, open_run(conn, "ingest", "test", NOW))
    assert (poll.counts.entries, poll.counts.inserted, poll.counts.unchanged) == (2, 2, 0)


def test_documents_without_a_poll_add_up(conn: Connection) -> None:
    """A backfill files one archive document after the other, in the same run."""
    for name in ("a", "b", "c"):
        file(conn, [article(name)])
    run_id = open_run(conn, "ingest", "test", NOW)
    assert run_summary(conn, run_id).counts == Counts(entries=3, inserted=3)


def test_a_failed_run_says_why(conn: Connection) -> None:
    """Red, with the reason."""
    run_id = open_run(conn, "ingest", "test", NOW)
    close_run(conn, run_id, NOW, Counts(), failure="3 of 4 feeds failed")
    assert rows(conn, "SELECT status, detail FROM news.runs") == [("failed", "3 of 4 feeds failed")]


def test_an_unknown_run_is_an_error(conn: Connection) -> None:
    """Not an empty summary."""
    with pytest.raises(StoreError, match="no run 4711"):
        run_summary(conn, 4711)
