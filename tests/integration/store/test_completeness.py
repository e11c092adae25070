"""`news.drops`, `news.freshness`, `news.coverage`: what came in, how fast, and what may be missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from support.filings import NOW, article, feed, file, published, rejection, result, rows
from wireroom.models import DroppedEntry, Outcome, UnitResult
from wireroom.store.connection import Connection
from wireroom.store.ledger import note_units
from wireroom.store.queries import fetch_all
from wireroom.store.runs import open_run

DAY = timedelta(days=1)
SUMS = """
SELECT p.run_id, p.feed_id
FROM news.polls AS p
WHERE p.entries <> p.inserted + p.revised + p.unchanged + coalesce((
    SELECT sum(d.entries) FROM news.drops AS d
    WHERE d.run_id = p.run_id AND d.feed_id = p.feed_id AND NOT d.is_estimated
), 0)
"""


def test_entries_seen_are_entries_kept_and_every_drop(conn: Connection) -> None:
    """Ten seen: two new, one refused, seven repeated; then nine known and one changed."""
    one = feed(conn)
    batch = [article("a", feed_id=one), article("b", feed_id=one)]
    file(conn, batch, rejections=[rejection("bad", one)], results=[result(one, entries=10)])
    later = [article("a", feed_id=one, text="Other.", seen_at=NOW + DAY), article("b", feed_id=one)]
    file(conn, later, results=[result(one, Outcome.CAPPED, at=NOW + DAY, entries=5)], run="second")
    assert rows(conn, SUMS) == []
    assert rows(conn, "SELECT stage, reason, entries FROM news.drops ORDER BY run_id, stage") == [
        ("file", "refused: news.rejected says why", 1),
        ("parse", "repeated in the document", 7),
        ("parse", "beyond what one poll takes in", 3),
    ]


def dropped(feed_id: int, *rules: str) -> list[DroppedEntry]:
    return [DroppedEntry(feed_id, rule, "Not wanted", None) for rule in rules]


def test_what_rules_dropped_is_a_drop_of_its_name(conn: Connection) -> None:
    """Six seen: one new, one refused, three dropped by two rules, one repeated."""
    one = feed(conn)
    unwanted = dropped(one, "drop title: a", "drop title: a", "drop url: b")
    batch = [article("a", feed_id=one)]
    counts = file(
        conn, batch, rejections=[rejection("bad", one)], results=[result(one, entries=6)], dropped=unwanted
    )
    assert (counts.entries, counts.dropped) == (6, 3)
    assert rows(conn, SUMS) == []
    assert rows(conn, "SELECT dropped FROM news.polls") == [(3,)]
    assert rows(conn, "SELECT stage, reason, entries FROM news.drops ORDER BY 1, 2") == [
        ("file", "refused: news.rejected says why", 1),
        ("parse", "repeated in the document", 1),
        ("rules", "drop title: a", 2),
        ("rules", "drop url: b", 1),
    ]


def test_a_poll_filed_again_drops_anew_and_documents_of_the_past_add_up(conn: Connection) -> None:
    one, past = feed(conn), feed(conn, "https://past.example/feed")
    for _ in range(2):
        file(conn, results=[result(one, entries=1)], dropped=dropped(one, "drop title: a"))
        file(conn, dropped=dropped(past, "drop title: a", "drop title: b"))
    found = rows(conn, "SELECT feed_id, reason, entries FROM news.drops ORDER BY 1, 2")
    assert found == [(one, "drop title: a", 1), (past, "drop title: a", 2), (past, "drop title: b", 2)]


def test_freshness_measures_live_articles_and_counts_the_others(conn: Connection) -> None:
    """Two were captured after one and three hours; one came by a backfill, one is dated ahead.

    And one stood in the feed's document already when it was listed, as most of a first poll does.
    """
    one = feed(conn)
    ages = {"a": 1, "b": 3, "stood there": 20, "old": 24 * 30, "ahead": -5}
    file(
        conn,
        [article(n, feed_id=one, published=published(NOW - timedelta(hours=h))) for n, h in ages.items()],
    )
    with conn.cursor() as cursor:  # filed ten seconds after their capture
        cursor.execute("UPDATE wireroom.changes SET filed_at = %s", (NOW + timedelta(seconds=10),))
        cursor.execute("UPDATE wireroom.feeds SET added_at = %s", (NOW - timedelta(hours=10),))
    conn.commit()
    found = rows(
        conn,
        "SELECT sum(articles), sum(left_out), max(captured_after_p50), max(filed_after_p95)"
        " FROM news.freshness",
    )
    assert found == [(2, 3, timedelta(hours=2), timedelta(seconds=10))]


def polled(conn: Connection, feed_id: int, day: int, new: int, outcome: Outcome = Outcome.OK) -> None:
    at = NOW + day * DAY
    batch = [article(f"{day}-{number}", feed_id=feed_id, seen_at=at) for number in range(new)]
    file(conn, batch, results=[result(feed_id, outcome, at=at, entries=new)], run=f"day {day}")


def test_coverage_knows_a_feeds_rhythm_and_suspects_gaps(conn: Connection) -> None:
    """Ten each Friday; then one, then none since no poll ended well."""
    one = feed(conn)
    for week in range(4):
        polled(conn, one, 7 * week, 10)
    polled(conn, one, 28, 1)
    polled(conn, one, 35, 0, Outcome.TIMED_OUT)
    found = rows(
        conn,
        "SELECT held, expected, suspected_gap FROM news.coverage WHERE polls > 0 ORDER BY day",
    )
    assert found == [
        (10, None, None),
        *[(10, 10.0, None)] * 3,
        (1, 10.0, "far fewer than on such days"),
        (0, 10.0, "no poll ended well"),
    ]
    assert rows(conn, "SELECT count(*) FROM news.coverage") == [(36,)]


def test_days_before_a_feed_began_lack_only_what_an_origin_was_asked_for(conn: Connection) -> None:
    """Three days out of an archive made gaps of all the weeks between them and the feed's first poll."""
    one = feed(conn)
    polled(conn, one, 0, 3)
    asked = {-30: "done", -29: "uncovered", -28: "failed"}
    units = [
        UnitResult("rfc5005", "https://harbour.example/feed", f"{NOW + day * DAY:%Y-%m-%d}", state=state)
        for day, state in asked.items()
    ]
    note_units(conn, units, backfill_id=None, now=NOW)
    gaps = "SELECT %s::date - day, state, suspected_gap FROM news.coverage WHERE suspected_gap IS NOT NULL"
    assert rows(conn, f"{gaps} ORDER BY day", NOW) == [
        (29, "not covered", "no origin that was asked has it"),
        (28, "not covered", "an origin that was asked for it failed"),
    ]


def test_a_day_before_a_feed_began_that_is_held_is_no_gap(conn: Connection) -> None:
    """`landed` never says that it read a whole day: one with 20 entries held was called a gap."""
    feed(conn)
    day = (NOW - 20 * DAY).date()
    held = UnitResult("landed", "https://harbour.example/feed", f"{day}", state="done", entries=20)
    failed = replace(held, unit=f"{day + DAY}", state="failed")
    note_units(conn, [held, failed], backfill_id=None, now=NOW)
    asked = "SELECT state, suspected_gap FROM news.coverage WHERE day IN (%s, %s) ORDER BY day"
    assert rows(conn, asked, day, day + DAY) == [
        ("held", None),
        ("held", "an origin that was asked for it failed"),
    ]


def test_coverage_is_the_same_in_a_session_whose_zone_skips_a_midnight(conn: Connection) -> None:
    """Havana's clocks go from 0:00 to 1:00 on 14 March 2027: the last day was lost there."""
    one = feed(conn)
    polled(conn, one, 0, 3)
    polled(conn, one, 120, 3)
    last_days = "SELECT max(day)::text, count(*) FROM news.coverage"
    expected = rows(conn, last_days)
    with conn.cursor() as cursor:
        cursor.execute("SET timezone = 'America/Havana'")
    conn.commit()
    assert rows(conn, last_days) == expected == [("2027-03-20", 121)]


def test_a_backfill_of_the_day_closes_its_gap(conn: Connection) -> None:
    one = feed(conn)
    polled(conn, one, 0, 3)
    polled(conn, one, 7, 0, Outcome.TIMED_OUT)
    day = (NOW + 7 * DAY).date()
    gap = "SELECT suspected_gap IS NOT NULL, closed_by IS NOT NULL, held FROM news.coverage WHERE day = %s"
    assert rows(conn, gap, day) == [(True, False, 0)]
    run_id = open_run(conn, "backfill", f"{day} scheduled", NOW)
    file(conn, [article("late", feed_id=one)], run="other")
    with conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.run_feeds SET run_id = %s WHERE fetched_at IS NULL", (run_id,))
    conn.commit()
    assert rows(conn, gap, day) == [(False, True, 1)]


@pytest.mark.parametrize("page", ["ui/coverage_all", "ui/coverage_feeds"])
def test_a_backfill_of_files_is_not_taken_for_one_of_the_day_it_ran_on(conn: Connection, page: str) -> None:
    """Its run is named by the moment at which it was started, as Airflow does."""
    one = feed(conn)
    polled(conn, one, 0, 3)
    for key, inserted in ((f"manual__{NOW:%Y-%m-%dT%H:%M:%S}+00:00", 5), (f"{NOW:%Y-%m-%d} scheduled", 2)):
        run_id = open_run(conn, "backfill", key, NOW)
        batch = [article(f"{key} {number}", feed_id=one) for number in range(inserted)]
        file(conn, batch, results=[result(one)], run=key)
        with conn.cursor() as cursor:
            cursor.execute("UPDATE wireroom.run_feeds SET run_id = %s WHERE run_id > %s", (run_id, run_id))
            cursor.execute("UPDATE wireroom.runs SET inserted = %s WHERE id = %s", (inserted, run_id))
        conn.commit()
    days = fetch_all(conn, page, {"now": NOW, "weeks": 1, "feed_ids": [one]})
    assert {row["day"]: row["backfilled"] for row in days}[NOW.date()] == 2


def test_the_day_of_a_run_is_read_once_and_not_for_each_of_its_feeds(conn: Connection) -> None:
    """A year's backfill of 600 feeds took the view from two seconds to ten."""
    feeds = [feed(conn, f"quay{number}") for number in range(9)]
    run_id = open_run(conn, "backfill", f"{NOW:%Y-%m-%d} scheduled", NOW)
    added = "INSERT INTO wireroom.run_feeds (run_id, feed_id, inserted) SELECT %s, unnest(%s), 1"
    calls = "SELECT pg_stat_get_xact_function_calls('wireroom.backfilled_day'::regproc)"
    with conn.cursor() as cursor:
        cursor.execute(added, (run_id, feeds))
        cursor.execute("SET LOCAL track_functions = 'all'")
        cursor.execute("SELECT * FROM news.coverage")
    fetch_all(conn, "ui/coverage_feeds", {"now": NOW, "weeks": 1, "feed_ids": feeds})
    assert rows(conn, calls) == [(2,)]


@pytest.mark.parametrize("view", ["drops", "freshness", "coverage", "storage"])
def test_a_reader_reads_them(conn: Connection, view: str) -> None:
    with conn.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE wireroom_reader")
        cursor.execute(f"SELECT * FROM news.{view}")
