"""The calendar of Coverage: days before the first poll are there to be filled, and filled ones are shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from support.filings import NOW, article, file, result
from support.pages import LATER, Newsroom
from wireroom.store.connection import Connection
from wireroom.store.runs import close_run, open_run, run_summary

PAST = NOW - timedelta(days=NOW.weekday() + 7 * 5)  # a Monday, weeks before the first poll


@pytest.mark.parametrize("whose", ["", "?feed={well}"], ids=["all", "feed"])
def test_what_a_backfill_brought_weeks_before_the_first_poll_is_shown(
    viewer: TestClient, newsroom: Newsroom, conn: Connection, whose: str
) -> None:
    """The week was left out, since its Sunday is before the first poll: nothing seemed to have come of it."""
    old = [article(f"old {number}", feed_id=newsroom.well, seen_at=PAST) for number in range(7)]
    name = f"{PAST:%Y-%m-%d} backfill__x"
    file(conn, old, results=[result(newsroom.well)], kind="backfill", run=name)
    run_id = open_run(conn, "backfill", name, NOW)
    close_run(conn, run_id, LATER, run_summary(conn, run_id).counts)
    text = viewer.get(f"/wireroom/coverage{whose.format(well=newsroom.well)}").text
    assert f'title="{PAST:%Y-%m-%d}: backfilled' in text
    assert f"{PAST - timedelta(days=7):%d %b}</th>" not in text  # what was before that stays out
    assert f"{PAST + timedelta(days=7):%d %b}</th>" in text


def test_days_before_the_first_poll_are_planned_from_the_calendar(
    viewer: TestClient, newsroom: Newsroom
) -> None:
    """They are what backfills are for, and were the only days that could not be chosen."""
    text = viewer.get("/wireroom/coverage").text
    before = NOW - timedelta(days=NOW.weekday())
    assert f'aria-label="{before:%Y-%m-%d}, before the first poll"' in text
    assert f"since={before:%Y-%m-%d}&amp;until={before:%Y-%m-%d}#plan" in text
