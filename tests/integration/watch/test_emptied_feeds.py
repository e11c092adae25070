"""A feed that always had entries and has none any more is named, however its server answers after that."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from support.filings import NOW, feed, file, result, rows
from wireroom.models import Outcome
from wireroom.settings import Settings
from wireroom.store.connection import Connection
from wireroom.watch.watch_health import watch_health

DAY = timedelta(days=1)
LONG_AGO = NOW - 60 * DAY
EMPTY_ANSWERS = (Outcome.EMPTY, Outcome.NOT_MODIFIED, Outcome.UNCHANGED)


def poll(conn: Connection, feed_id: int, outcome: Outcome, at: datetime, entries: int = 0) -> None:
    answer = result(feed_id, outcome, at=at, entries=entries, failures=0 if outcome.is_healthy else 1)
    file(conn, results=[answer], run=f"{at:%Y-%m-%d %H:%M:%S}")


def alerts(settings: Settings, now: datetime) -> list[tuple[int, str]]:
    """Number and words of the open alerts on documents."""
    found = watch_health(settings, now=now).open
    return [(each.id, each.words) for each in found if each.rule == "document"]


def state(conn: Connection) -> tuple[str, bool, str]:
    ((condition, needs, health),) = rows(conn, "SELECT condition, needs_somebody, health FROM news.feeds")
    return condition, needs, health


@pytest.mark.parametrize("again", EMPTY_ANSWERS)
def test_a_feed_that_is_emptied_for_good_is_said_to_be(
    conn: Connection, settings: Settings, again: Outcome
) -> None:
    """It was well: its list answers 200, or 304, and is empty."""
    feed_id = feed(conn)
    for days in range(0, 50, 10):
        poll(conn, feed_id, Outcome.OK, LONG_AGO + days * DAY, 12)
    poll(conn, feed_id, Outcome.EMPTY, NOW - 10 * DAY)
    assert state(conn)[0] == "well", "one empty poll"
    poll(conn, feed_id, again, NOW - 5 * DAY)
    assert state(conn)[0] == "well", "some days"
    poll(conn, feed_id, again, NOW)
    condition, needs, health = state(conn)
    assert (condition, needs) == ("emptied", True)
    assert health.startswith(
        "Emptied: answers, but without entries since 2026-11-10; before, it always had some."
    )
    ((_, words),) = alerts(settings, NOW)
    assert words.startswith("Harbour: answers, but without entries since 2026-11-10")
    poll(conn, feed_id, Outcome.OK, NOW + DAY / 24, 3)
    assert state(conn)[0] == "well"
    assert alerts(settings, NOW + DAY / 12) == []


def test_what_is_empty_at_times_is_not_emptied(conn: Connection) -> None:
    """Warnings, calendars: only a time three times as long as any before is named."""
    feed_id = feed(conn)
    poll(conn, feed_id, Outcome.OK, LONG_AGO, 2)
    poll(conn, feed_id, Outcome.EMPTY, LONG_AGO + 30 * DAY)
    poll(conn, feed_id, Outcome.OK, LONG_AGO + 39 * DAY, 1)
    poll(conn, feed_id, Outcome.EMPTY, LONG_AGO + 40 * DAY)
    poll(conn, feed_id, Outcome.UNCHANGED, NOW)
    assert state(conn)[0] == "well"
    poll(conn, feed_id, Outcome.UNCHANGED, NOW + 8 * DAY)
    condition, _, health = state(conn)
    assert condition == "emptied"
    assert "before, it never was for longer than 9 days" in health


def test_a_feed_that_never_had_entries_or_not_for_long_is_not_emptied(conn: Connection) -> None:
    feed_id = feed(conn)
    poll(conn, feed_id, Outcome.EMPTY, LONG_AGO)
    poll(conn, feed_id, Outcome.EMPTY, NOW - 40 * DAY)
    assert state(conn)[0] == "well"
    poll(conn, feed_id, Outcome.OK, NOW - 39 * DAY, 4)
    poll(conn, feed_id, Outcome.EMPTY, NOW - 20 * DAY)
    poll(conn, feed_id, Outcome.EMPTY, NOW)
    assert state(conn)[0] == "well"


def test_a_failure_between_is_no_entry_and_a_late_poll_changes_nothing(conn: Connection) -> None:
    feed_id = feed(conn)
    poll(conn, feed_id, Outcome.OK, LONG_AGO, 12)
    poll(conn, feed_id, Outcome.EMPTY, NOW - 10 * DAY)
    poll(conn, feed_id, Outcome.SERVER_ERROR, NOW - 5 * DAY)
    assert state(conn)[0] != "emptied"
    poll(conn, feed_id, Outcome.UNCHANGED, NOW)
    poll(conn, feed_id, Outcome.OK, NOW - 15 * DAY, 12)
    assert state(conn)[0] == "emptied"


def test_the_same_empty_list_thrice_alerts_and_what_was_usual_is_remembered(
    conn: Connection, settings: Settings
) -> None:
    """Its second and third answers were no documents: no alert ever opened, or it ended by itself."""
    feed_id = feed(conn)
    for hours in range(25):
        poll(conn, feed_id, Outcome.OK, NOW - (30 - hours) * DAY / 24, 12)
    watch_health(settings, now=NOW - 5 * DAY / 24)
    for hours, outcome in ((4, Outcome.EMPTY), (3, Outcome.UNCHANGED)):
        poll(conn, feed_id, outcome, NOW - hours * DAY / 24)
    assert alerts(settings, NOW) == []
    poll(conn, feed_id, Outcome.NOT_MODIFIED, NOW)
    ((number, _),) = alerts(settings, NOW)
    for days in range(2, 60, 2):
        poll(conn, feed_id, Outcome.UNCHANGED, NOW + days * DAY)
        poll(conn, feed_id, Outcome.UNCHANGED, NOW + days * DAY + DAY / 24)
        poll(conn, feed_id, Outcome.UNCHANGED, NOW + days * DAY + DAY / 12)
        assert [each[0] for each in alerts(settings, NOW + days * DAY + DAY / 8)] == [number], days


def test_what_is_empty_every_night_alerts_no_night_but_when_it_stays_empty(
    conn: Connection, settings: Settings
) -> None:
    """An unchanged empty answer was a document, though not for what is usual: an alert every night."""
    feed_id = feed(conn)
    hour, start = DAY / 24, NOW - 6 * DAY
    for night in range(6):
        for hours in range(20):
            poll(conn, feed_id, Outcome.OK, start + night * DAY + hours * hour, 20)
        dusk = start + night * DAY + 20 * hour
        watch_health(settings, now=dusk)
        poll(conn, feed_id, Outcome.EMPTY, dusk)
        for hours in range(1, 4):
            poll(conn, feed_id, Outcome.NOT_MODIFIED, dusk + hours * hour)
        if night:  # in the first, nothing tells it from a feed that was emptied
            assert alerts(settings, dusk + 3.5 * hour) == [], night
    for hours in range(4, 15):
        poll(conn, feed_id, Outcome.NOT_MODIFIED, dusk + hours * hour)
    assert len(alerts(settings, dusk + 14.5 * hour)) == 1, "it stays empty"
