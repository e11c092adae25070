"""Runs with a clock ahead or behind: no feed waits for that future, nothing is dated anew for good."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from support.feed_farm import NOW, Farm, feed_farm, rss, slow
from wireroom.errors import ConfigurationError
from wireroom.ingest.collect_shard import collect_shard
from wireroom.ingest.run_ingest import plan_run, run_ingest
from wireroom.ingest.run_report import report_run
from wireroom.store.clock_jumps import ClockJump, put_clock_right
from wireroom.store.connection import connect
from wireroom.store.runs import open_run

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


@pytest.mark.parametrize("new", [False, True])
def test_what_weeks_have_taught_outlasts_an_hour_of_a_wrong_clock(farm: Farm, new: bool) -> None:
    """Before: the rhythm of months was forgotten, though its dates are the publisher's."""
    learned = "SELECT id, rhythm_counts, rhythm_until FROM wireroom.feed_rows ORDER BY id"
    run_at(farm, NOW, "sane")
    with psycopg2.connect(farm.settings.database_url) as conn, conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.feed_states SET rhythm_counts = array_fill(64::smallint, ARRAY[168])")
    before = rows(farm, learned)
    ahead = NOW + timedelta(days=2)
    if new:
        farm.server.on("/0", slow(rss("feed 0", ["entry-0", "of tomorrow"], at=ahead), 0.0))
    run_at(farm, ahead, "ahead")
    run_at(farm, NOW + timedelta(minutes=30), "sane again")
    after = rows(farm, learned)
    assert all(until <= farm.now for _, _, until in after)
    assert all(sum(now) >= sum(then) > 0 for (_, then, _), (_, now, _) in zip(before, after, strict=True))


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
    with connect(farm.settings.database_url) as conn:
        run_id = open_run(conn, "ingest", "another", NOW)
        jump = put_clock_right(conn, run_id, NOW)
    assert replace(jump, since_last_run=None) == ClockJump()


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


JUMPS = [
    timedelta(minutes=15),
    timedelta(minutes=50),
    timedelta(hours=3),
    timedelta(days=2),
    timedelta(days=20),
]
JUMPS += [AHEAD, timedelta(days=3650)]


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_jump_every_feed_is_polled_as_before(farm: Farm, seed: int) -> None:
    """Ahead and behind, in any order, an hour's run between; what was filed before keeps its dates.

    Before, a clock behind by less than half the history was believed, and dated articles anew.
    """
    hour, soon = timedelta(hours=1), timedelta(minutes=66)  # the feeds of a family are spread a little
    text = farm.settings.feeds_file.read_text().replace("private: true", "private: true\n    every: 1h")
    farm.settings.feeds_file.write_text(text)
    right = NOW
    for number in range(24):
        right += hour
        run_at(farm, right, f"before {number}")
    dates = rows(farm, "SELECT id, first_seen_at, updated_at FROM news.articles ORDER BY id")
    jumps = [way * jump for jump in JUMPS for way in (1, -1)]
    random.Random(seed).shuffle(jumps)
    refused = []
    for number, jump in enumerate(jumps):
        try:
            run_at(farm, right + jump, f"jump {number}")
        except ConfigurationError:
            refused.append(jump)
        right += hour
        back = run_at(farm, right, f"right {number}")
        assert jump < 2 * hour or "A clock was ahead" in " ".join(back.remarks), jump
        polled = rows(farm, "SELECT last_polled_at, next_poll_at FROM news.feeds")
        assert all(right - 2 * hour <= last <= right for last, _ in polled), jump
        assert all(due <= right + soon for _, due in polled), jump
    assert set(refused) >= {-jump for jump in JUMPS if jump > 2 * hour}
    assert rows(farm, "SELECT id, first_seen_at, updated_at FROM news.articles ORDER BY id") == dates


@pytest.mark.parametrize(("ahead", "words"), [(5, "is 5 hours ahead of"), (-72, "is 3 days behind"), (0, "")])
def test_a_run_says_when_publishers_clocks_say_another_time(farm: Farm, ahead: int, words: str) -> None:
    """Which of two clocks is wrong no database knows; three publishers' servers do."""
    date = f"{NOW - timedelta(hours=ahead):%a, %d %b %Y %H:%M:%S} GMT"
    farm.settings = replace(farm.settings, connect_to=(("*:80", f"127.0.0.1:{farm.server.port}"),))
    for name in "abc":
        farm.server.sends(f"/{name}", rss(name, [name], at=NOW), headers={"Date": date})
    lines = "".join(f"  - http://{name}.example/{name}\n" for name in "abc")
    farm.settings.feeds_file.write_text(f"feeds:\n{lines}")
    run_at(farm, NOW, "wrong")
    ((detail,),) = rows(farm, "SELECT coalesce(detail, '') FROM news.runs")
    assert words in detail
    assert ("publishers' servers" in detail) == bool(words)
