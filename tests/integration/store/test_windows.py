"""The window of a feed's document is kept with its state; what left it unseen is counted once."""

from __future__ import annotations

from datetime import timedelta

from support.filings import NOW, article, feed, file, result, rows
from wireroom.models import DroppedEntry, Outcome, Window
from wireroom.store.connection import Connection
from wireroom.store.feeds.feed_reads import feeds_by_id

WINDOW = Window(
    seen_at=NOW,
    oldest=NOW - timedelta(hours=9),
    newest=NOW - timedelta(minutes=5),
    entries=20,
    shortest=timedelta(hours=2),
)
MISSES = "SELECT suspected_misses, suspected_missing_at FROM news.feeds"


def test_the_window_is_kept_with_the_feed(conn: Connection) -> None:
    one = feed(conn, "one")
    [new] = feeds_by_id(conn, [one])
    assert new.window is None
    file(conn, results=[result(one, window=WINDOW)])
    [known] = feeds_by_id(conn, [one])
    assert known.window == WINDOW


def test_misses_are_counted_where_no_entry_was_known(conn: Connection) -> None:
    one = feed(conn, "one")
    entries = [article(name, feed_id=one) for name in "abc"]
    file(conn, entries, results=[result(one, entries=3, missed=7)], run="first")
    assert rows(conn, MISSES) == [(7, NOW)]
    assert rows(conn, "SELECT missed FROM wireroom.run_feeds") == [(7,)]


def test_a_poll_filed_again_counts_its_misses_once(conn: Connection) -> None:
    one = feed(conn, "one")
    entries = [article(name, feed_id=one) for name in "abc"]
    for _ in range(2):
        file(conn, entries, results=[result(one, entries=3, missed=7)], run="first")
    assert rows(conn, MISSES) == [(7, NOW)]
    assert rows(conn, "SELECT missed FROM wireroom.run_feeds") == [(7,)]


def test_a_body_with_known_entries_has_missed_nothing(conn: Connection) -> None:
    """Some feeds date all their entries anew at each poll."""
    one = feed(conn, "one")
    file(conn, [article("a", feed_id=one)], results=[result(one)], run="first")
    again = [article(name, feed_id=one) for name in "ab"]
    later = NOW + timedelta(hours=1)
    file(conn, again, results=[result(one, at=later, entries=2, missed=7)], run="second")
    file(conn, results=[result(one, Outcome.NOT_MODIFIED, at=later, missed=0)], run="third")
    assert rows(conn, MISSES) == [(0, None)]


def test_a_body_of_dropped_entries_has_missed_nothing(conn: Connection) -> None:
    """They may be known, and dated anew; before, the few that were kept were the whole body."""
    one = feed(conn, "one")
    dropped = [DroppedEntry(one, "drop title: quiz", f"Quiz {number}", None) for number in range(48)]
    kept = [article(name, feed_id=one) for name in "ab"]
    file(conn, kept, results=[result(one, entries=50, missed=7)], dropped=dropped)
    assert rows(conn, MISSES) == [(0, None)]
