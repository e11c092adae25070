"""A run with a clock far ahead or behind: no feed waits for that future, nothing is dated anew for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from support.feed_farm import NOW, Farm, feed_farm, rss, slow
from wireroom import store
from wireroom.collect import collect_shard
from wireroom.errors import ConfigurationError
from wireroom.ingest import plan_run, run_ingest
from wireroom.run_report import report_run

AHEAD = timedelta(days=400)


@pytest.fixture
def farm(database_url: str, tmp_path: Path) -> Iterator[Farm]:
    with feed_farm(database_url, tmp_path) as running:
        running.subscribe(4, families=4)
        yield running


def rows(farm: Farm, sql: str) -> list[Any]:
    with psycopg2.connect(farm.settings.database_url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def run_at(farm: Farm, now: Any, key: str) -> Any:
    farm.now = now
    return run_ingest(farm.settings, key=key, clock=farm.clock)


def test_a_run_with_a_clock_far_ahead_freezes_no_feed(farm: Farm) -> None:
    """Before: every feed waited until that date."""
    run_at(farm, NOW, "sane")
    ahead = run_at(farm, NOW + AHEAD, "ahead")
    assert ahead.counts.feeds == 4
    assert "400 days after the run before" in " ".join(ahead.remarks)
    after = run_at(farm, NOW + timedelta(minutes=30), "sane again")
    assert after.counts.feeds == 4
    assert "A clock was ahead, at 2027-12-28" in " ".join(after.remarks)
    assert "A clock was ahead" in rows(farm, "SELECT detail FROM news.runs WHERE key = 'sane again'")[0][0]
    later = NOW + timedelta(days=2)
    assert rows(farm, f"SELECT count(*) FROM news.feeds WHERE next_poll_at > '{later}'") == [(0,)]
    assert rows(farm, f"SELECT count(*) FROM news.runs WHERE started_at > '{later}'") == [(0,)]
    assert "Its clock was ahead" in rows(farm, "SELECT detail FROM news.runs WHERE key = 'ahead'")[0][0]
    quiet = run_at(farm, NOW + timedelta(minutes=90), "the next")
    assert quiet.remarks == ()


def test_a_correction_after_a_clock_ahead_is_taken_over(farm: Farm) -> None:
    """Before: it was older than what it corrects, by 400 days."""
    run_at(farm, NOW + AHEAD, "ahead")
    changed = rss("feed 0", ["entry-0"], at=NOW).replace(b"All about entry-0.", b"All about it, corrected.")
    farm.server.on("/0", slow(changed, 0.0))
    report = run_at(farm, NOW + timedelta(minutes=30), "sane")
    assert report.counts.revised == 1
    [(text, first, updated)] = rows(
        farm, "SELECT text, first_seen_at, updated_at FROM news.articles WHERE text LIKE '%corrected%'"
    )
    assert text == "All about it, corrected."
    assert first <= updated <= farm.now


def test_what_a_clock_ahead_has_landed_is_filed_as_of_now(farm: Farm) -> None:
    farm.now = NOW + AHEAD
    plan = plan_run(farm.settings, key="ahead", now=farm.now)
    for shard in plan.shards:
        collect_shard(
            farm.settings,
            shard.feed_ids,
            run_id=plan.run_id,
            run_key="ahead",
            name=str(shard.number),
            clock=farm.clock,
        )
    report_run(farm.settings, run_id=plan.run_id, expected=4, now=farm.now)
    run_at(farm, NOW, "sane")
    run_at(farm, NOW + timedelta(hours=1), "the next")
    assert rows(farm, "SELECT count(*) FROM news.articles") == [(4,)]
    assert rows(farm, f"SELECT count(*) FROM news.feeds WHERE last_polled_at > '{farm.now}'") == [(0,)]
    assert rows(farm, f"SELECT count(*) FROM news.articles WHERE first_seen_at > '{farm.now}'") == [(0,)]


def test_a_run_that_a_clock_ahead_left_open_holds_nothing(farm: Farm) -> None:
    plan_run(farm.settings, key="ahead", now=NOW + timedelta(hours=20))
    report = run_at(farm, NOW, "sane")
    assert report.counts.feeds == 4
    assert rows(farm, "SELECT status FROM news.runs WHERE key = 'ahead'") == [("failed",)]


def test_clocks_of_two_machines_may_differ_a_little(farm: Farm) -> None:
    run_at(farm, NOW + timedelta(minutes=5), "a little ahead")
    with store.connect(farm.settings.database_url) as conn:
        run_id = store.open_run(conn, "ingest", "another", NOW)
        jump = store.put_clock_right(conn, run_id, NOW)
    assert replace(jump, since_last_run=None) == store.ClockJump()


def test_versions_that_a_clock_ahead_has_dated_are_put_right(farm: Farm) -> None:
    """Before: what a version replaced kept its dates of the future."""
    run_at(farm, NOW, "sane")
    for hour, words in enumerate((b"it, corrected", b"it, corrected twice")):
        changed = rss("feed 0", ["entry-0"], at=NOW).replace(b"All about entry-0.", b"All about %b." % words)
        farm.server.on("/0", slow(changed, 0.0))
        farm.now = NOW + AHEAD + timedelta(hours=hour)
        run_ingest(farm.settings, key=f"ahead {hour}", clock=farm.clock, even_if_not_due=True)
    assert run_at(farm, NOW + timedelta(hours=1), "sane again").remarks
    dated = rows(farm, "SELECT seen_at, replaced_at FROM news.revisions WHERE replaced_at IS NOT NULL")
    assert len(dated) == 2
    assert all(at <= farm.now for row in dated for at in row if at is not None)


def test_a_clock_far_behind_rewrites_nothing(farm: Farm) -> None:
    """Before: one run in 1970 dated every article anew, for good."""
    for hour in range(12):
        run_at(farm, NOW + timedelta(hours=hour), str(hour))
    before = rows(farm, "SELECT id, first_seen_at, updated_at FROM news.articles ORDER BY id")
    farm.now = datetime(1970, 1, 2, tzinfo=UTC)
    with pytest.raises(ConfigurationError, match=r"clock says 1970-01-02 00:00 UTC, but 12 of the 12 runs"):
        run_ingest(farm.settings, key="behind", clock=farm.clock)
    assert rows(farm, "SELECT id, first_seen_at, updated_at FROM news.articles ORDER BY id") == before
    assert rows(farm, "SELECT count(*) FROM news.runs WHERE key = 'behind'") == [(0,)]
    assert run_at(farm, NOW + timedelta(hours=13), "sane").remarks == ()


def test_who_knows_the_clock_to_be_right_can_say_so(farm: Farm) -> None:
    for hour in range(12):
        run_at(farm, NOW + AHEAD + timedelta(hours=hour), str(hour))
    farm.now = NOW
    report = run_ingest(farm.settings, key="sane", clock=farm.clock, clock_is_right=True)
    assert report.counts.feeds == 4
    assert run_at(farm, NOW + timedelta(hours=1), "the next").remarks == ()
