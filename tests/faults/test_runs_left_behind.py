"""A run that is killed, runs out of time or out of disk: what it fetched is filed, what it held is free."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from support import disk
from support.feed_farm import ITEM, NOW, RSS, Farm, feed_farm, slow
from wireroom.errors import StoreError
from wireroom.full_text.plan_pages import plan_pages
from wireroom.full_text.run_pages import report_pages, run_pages
from wireroom.ingest import run_ingest as ingest
from wireroom.ingest.collect_shard import collect_shard
from wireroom.ingest.run_ingest import plan_run, run_ingest
from wireroom.ingest.run_report import report_run
from wireroom.landing import LandingWriter, list_landed, list_parts
from wireroom.load import load_landed
from wireroom.replay.replay_landed import Wanted, replay
from wireroom.store import landings
from wireroom.store.connection import Connection, connect
from wireroom.store.runs import open_run

SHORT = timedelta(milliseconds=600)  # a shard's time, scaled down


def rows(url: str, sql: str) -> list[Any]:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def one(url: str, sql: str) -> Any:
    return rows(url, sql)[0][0]


@pytest.fixture
def farm(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Farm]:
    monkeypatch.setattr(ingest, "REQUEST_TAKES", 0.01)  # scaled down as well
    with feed_farm(database_url, tmp_path, shard_time=SHORT) as running:
        yield running


def assert_nothing_is_left(farm: Farm) -> None:
    url = farm.settings.database_url
    assert one(url, "SELECT count(*) FROM news.runs WHERE status = 'running'") == 0
    assert one(url, "SELECT count(*) FROM wireroom.landings WHERE status IN ('open', 'landed')") == 0
    assert one(url, "SELECT count(*) FROM wireroom.feed_claims") == 0
    assert list_parts(farm.settings.landing_url, [NOW.date(), farm.now.date()]) == []


def test_a_family_too_large_for_a_shard_is_filed_run_by_run_and_starves_nobody(farm: Farm) -> None:
    """Before: three runs of 40 feeds of one family, 45 requests, 0 filed; the same feeds asked each time."""
    farm.subscribe(40, seconds=0.05)
    for number in range(20):  # four on a machine that does nothing else
        report = run_ingest(farm.settings, key=f"run {number}", clock=farm.clock)
        assert report.failure is None
        assert report.counts.inserted == report.counts.feeds
        farm.advance(seconds=10)
        if not report.unasked:
            break
    assert number > 1, "the shard's time held all 40: the test shows nothing"
    asked = farm.asked()
    assert set(asked.values()) == {1}
    assert len(asked) == 40 == one(farm.settings.database_url, "SELECT count(*) FROM news.articles")
    first = one(farm.settings.database_url, "SELECT detail FROM news.runs WHERE id = 1")
    assert "were not asked and stay due" in first
    assert_nothing_is_left(farm)


def test_a_run_takes_on_no_more_of_a_family_than_its_time_holds(
    farm: Farm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And ten thousand of one service, never polled, do not push all others out of the run."""
    monkeypatch.setattr(ingest, "DUE_AT_ONCE", 30)
    monkeypatch.setattr(ingest, "REQUEST_TAKES", 0.09)
    farm.subscribe(40, alone=1)
    plan = plan_run(farm.settings, key="run", now=farm.now)
    assert plan.feeds == 6 + 1


def test_a_large_family_leaves_time_to_the_others_of_its_shard(farm: Farm) -> None:
    farm.settings = replace(farm.settings, shard_time=2.5 * SHORT)
    farm.subscribe(43, alone=1, seconds=0.05)
    plan = plan_run(farm.settings, key="run", now=farm.now)
    ids = [feed_id for shard in plan.shards for feed_id in shard.feed_ids]
    collected = collect_shard(
        farm.settings, ids, run_id=plan.run_id, run_key="run", name="all", clock=farm.clock
    )
    assert collected.left > 0
    assert farm.asked()["/43"] == 1


class AirflowTaskTimeout(BaseException):
    """As Airflow raises it, in the middle of anything."""


@pytest.mark.parametrize(
    "error", [AirflowTaskTimeout, KeyboardInterrupt, MemoryError], ids=lambda e: e.__name__
)
def test_what_was_fetched_before_an_exception_is_filed_by_the_next_run(
    farm: Farm, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    farm.subscribe(12, families=12)
    add, added = LandingWriter.add, []

    def interrupted(self: LandingWriter, exchange: Any) -> Any:
        if len(added) == 5:
            raise error
        added.append(exchange.feed_id)
        return add(self, exchange)

    monkeypatch.setattr(LandingWriter, "add", interrupted)
    with pytest.raises(error):
        run_ingest(farm.settings, key="first", clock=farm.clock)
    monkeypatch.undo()
    farm.advance(minutes=5)
    asked = dict(farm.asked())
    report = run_ingest(farm.settings, key="second", clock=farm.clock)

    url = farm.settings.database_url
    assert one(url, "SELECT count(*) FROM news.articles") == 12
    assert report.counts.inserted == 7
    assert rows(url, "SELECT status, feeds, inserted FROM news.runs WHERE key = 'first'") == [
        ("failed", 5, 5)
    ]
    assert error.__name__ in one(url, "SELECT detail FROM news.runs WHERE key = 'first'")
    assert "1 landing file of earlier runs with 5 polls" in one(
        url, "SELECT detail FROM news.runs WHERE key = 'second'"
    )
    landed = {f"/{feed_id - 1}" for feed_id in added}
    assert all(farm.asked()[path] == asked[path] for path in landed), "what is landed is not asked again"
    assert_nothing_is_left(farm)


CHILD = """
import sys
from datetime import datetime
from wireroom.ingest.run_ingest import run_ingest
from wireroom.settings import Settings
now = datetime.fromisoformat(sys.argv[1])
run_ingest(Settings.from_environment(), key="killed", clock=lambda: now)
"""


def start(farm: Farm) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, farm.now.isoformat()],
        env=farm.environment(),
    )


def wait_for_requests(farm: Farm, number: int) -> None:
    until = time.monotonic() + 120
    while len(farm.server.asked) < number:
        assert time.monotonic() < until, "the child asks nobody"
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["SIGKILL", "SIGTERM"])
def test_a_run_killed_while_fetching_is_closed_and_its_bytes_are_filed_by_the_next(
    farm: Farm, number: signal.Signals
) -> None:
    """The next run, at once: the dead process holds nothing."""
    farm.settings = replace(farm.settings, shard_time=timedelta(minutes=1))
    farm.subscribe(40, seconds=0.05)
    child = start(farm)
    wait_for_requests(farm, 8)
    child.send_signal(number)
    assert child.wait(120) != 0
    landed = len(farm.server.asked) - 2  # one may be under way, one not yet written
    answered = set(farm.asked())
    report = run_ingest(farm.settings, key="next", clock=farm.clock)
    url = farm.settings.database_url
    killed = rows(url, "SELECT status, feeds, detail FROM news.runs WHERE key = 'killed'")[0]
    assert killed[0] == "failed"
    assert killed[1] >= landed
    assert report.counts.feeds > 0
    again = [path for path, times in farm.asked().items() if times > 1]
    assert len(set(again) & answered) <= 2, "what was landed is not asked a second time"
    farm.advance(minutes=5)
    run_ingest(farm.settings, key="last", clock=farm.clock)
    assert one(url, "SELECT count(*) FROM news.articles") == 40
    assert_nothing_is_left(farm)


def test_a_full_disk_loses_nothing_that_was_fetched(farm: Farm, monkeypatch: pytest.MonkeyPatch) -> None:
    farm.subscribe(6, families=6)
    monkeypatch.setattr(os, "fsync", disk.is_full)
    report = run_ingest(farm.settings, key="first", clock=farm.clock)
    monkeypatch.undo()
    assert "disk is full" in report.remarks[0]
    assert report.failure is not None
    farm.advance(minutes=5)
    run_ingest(farm.settings, key="second", clock=farm.clock)
    assert one(farm.settings.database_url, "SELECT count(*) FROM news.articles") == 6
    assert set(farm.asked().values()) == {1}
    assert_nothing_is_left(farm)


def test_a_run_killed_between_its_tasks_is_closed_when_it_gives_no_sign_of_life(farm: Farm) -> None:
    """As in Airflow, where no single process is the run."""
    farm.subscribe(5, families=5)
    plan = plan_run(farm.settings, key="killed", now=farm.now)
    farm.advance(minutes=5)
    assert plan_run(farm.settings, key="second", now=farm.now).shards == ()
    farm.advance(minutes=6)
    report = run_ingest(farm.settings, key="third", clock=farm.clock)
    assert report.counts.feeds == 5
    url = farm.settings.database_url
    killed = f"SELECT status, detail FROM news.runs WHERE id = {plan.run_id}"
    [(status, detail)] = rows(url, killed)
    assert status == "failed"
    assert detail.startswith("It ended without a report")


def test_a_landed_file_whose_filing_failed_for_good_is_filed_by_the_next_run(farm: Farm) -> None:
    farm.subscribe(5, families=5)
    plan = plan_run(farm.settings, key="first", now=farm.now)
    [shard] = plan.shards
    collect_shard(
        farm.settings, shard.feed_ids, run_id=plan.run_id, run_key="first", name="a", clock=farm.clock
    )
    report = report_run(farm.settings, run_id=plan.run_id, expected=5, now=farm.now)
    assert "5 of 5 planned feeds were not stored" in str(report.failure)
    farm.advance(minutes=5)
    second = plan_run(farm.settings, key="second", now=farm.now)
    assert second.shards == (), "what is landed is not asked again"
    [leftover] = second.leftovers
    load_landed(
        farm.settings, run_id=leftover.run_id, uri=leftover.uri, clock=farm.clock, at_work=second.run_id
    )
    report_run(farm.settings, run_id=second.run_id, expected=0, now=farm.now)
    url = farm.settings.database_url
    assert rows(url, "SELECT feeds, inserted FROM news.runs ORDER BY id") == [(5, 5), (0, 0)]
    assert_nothing_is_left(farm)


def test_a_run_killed_before_all_is_on_record_is_counted_by_the_next(
    farm: Farm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between its last two statements it stayed a run of nothing, though its file was filed."""
    farm.subscribe(5, families=5)
    plan = plan_run(farm.settings, key="first", now=farm.now)
    [shard] = plan.shards
    collected = collect_shard(
        farm.settings, shard.feed_ids, run_id=plan.run_id, run_key="first", name="a", clock=farm.clock
    )
    report_run(farm.settings, run_id=plan.run_id, expected=5, now=farm.now)
    change, done = landings.change, []

    def killed(conn: Connection, name: str, values: Any) -> int:
        done.append(name)
        if len(done) > 1:
            raise StoreError("killed")
        return change(conn, name, values)

    monkeypatch.setattr(landings, "change", killed)
    with pytest.raises(StoreError, match="killed"):
        load_landed(farm.settings, run_id=plan.run_id, uri=collected.uri, clock=farm.clock)
    monkeypatch.undo()
    farm.advance(minutes=5)
    run_ingest(farm.settings, key="second", clock=farm.clock)
    url = farm.settings.database_url
    assert rows(url, "SELECT feeds, inserted FROM news.runs WHERE key = 'first'") == [(5, 5)]
    assert_nothing_is_left(farm)


def test_a_damaged_landing_file_is_filed_as_far_as_it_is_whole_and_given_up_in_the_end(farm: Farm) -> None:
    farm.subscribe(8, families=8)
    plan = plan_run(farm.settings, key="first", now=farm.now)
    [shard] = plan.shards
    collected = collect_shard(
        farm.settings, shard.feed_ids, run_id=plan.run_id, run_key="first", name="a", clock=farm.clock
    )
    path = Path(collected.uri.removeprefix("file://"))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * 0.7)])
    report_run(farm.settings, run_id=plan.run_id, expected=8, now=farm.now)
    for number in range(5):
        farm.advance(hours=2)
        run_ingest(farm.settings, key=f"later {number}", clock=farm.clock)
    url = farm.settings.database_url
    [(feeds, status, detail)] = rows(
        url,
        "SELECT r.feeds, l.status, l.detail FROM wireroom.landings AS l"
        " JOIN wireroom.runs AS r ON r.id = l.run_id WHERE r.key = 'first'",
    )
    assert 4 <= feeds < 8
    assert status == "lost"
    assert "could not be stored in 3 runs" in detail
    assert one(url, "SELECT count(*) FROM news.articles") == 8
    assert_nothing_is_left(farm)


def test_what_runs_left_before_landing_files_were_recorded_is_adopted(farm: Farm) -> None:
    """An installation of before this was mended: a run is open, its file lies there, nothing is on record."""
    farm.subscribe(5, families=5)
    plan = plan_run(farm.settings, key="old", now=farm.now)
    [shard] = plan.shards
    collect_shard(
        farm.settings, shard.feed_ids, run_id=plan.run_id, run_key="old", name="a", clock=farm.clock
    )
    with connect(farm.settings.database_url) as conn, conn.cursor() as cursor:
        cursor.execute("DELETE FROM wireroom.landings")
        cursor.execute("UPDATE wireroom.runs SET alive_until = started_at")
    farm.advance(minutes=5)
    run_ingest(farm.settings, key="new", clock=farm.clock)
    url = farm.settings.database_url
    assert rows(url, "SELECT status, feeds, inserted FROM news.runs WHERE key = 'old'") == [("failed", 5, 5)]
    assert len(list_landed(farm.settings.landing_url, NOW.date())) >= 1
    assert_nothing_is_left(farm)


PAGES_CHILD = """
import sys
from datetime import datetime
from wireroom.full_text.run_pages import run_pages
from wireroom.settings import Settings
now = datetime.fromisoformat(sys.argv[1])
run_pages(Settings.from_environment(), key="killed", clock=lambda: now)
"""


def articles_with_pages(farm: Farm, number: int) -> None:
    """Filed, each with a page that takes its time."""
    farm.settings = replace(farm.settings, shard_time=timedelta(minutes=1))
    farm.subscribe(1)
    entries = ""
    for n in range(number):
        entries += ITEM.format(title=f"pier-{n}", name="pier", date=f"Mon, 23 Nov 2026 11:{n:02}:00 GMT")
        text = f"The pier {n} is whole. " * 60
        page = f"<html><body><article><h1>pier-{n}</h1><p>{text}</p></article></body></html>"
        farm.server.on(f"/pier-{n}", slow(page.encode(), 0.1))
    entries = entries.replace("https://pier.example/", "http://family-0.localhost/")
    farm.server.on("/0", slow(RSS.format(title="Pier", items=entries).encode(), 0))
    farm.settings.feeds_file.write_text(
        "feeds:\n- url: http://family-0.localhost/0\n  private: true\n  full_text: always\n", encoding="utf-8"
    )
    run_ingest(farm.settings, key="articles", clock=farm.clock)


def kill_pages(farm: Farm) -> None:
    """A run, while it asks for pages."""
    before = len(farm.server.asked)
    child = subprocess.Popen(
        [sys.executable, "-c", PAGES_CHILD, farm.now.isoformat()], env=farm.environment()
    )
    wait_for_requests(farm, before + 5)
    child.kill()
    assert child.wait(120) == -signal.SIGKILL


@pytest.mark.parametrize("kind", ["ingest", "pages", "replay"])
def test_a_killed_run_of_pages_is_closed_by_the_next_run_of_anything_and_its_pages_are_free(
    farm: Farm, kind: str
) -> None:
    """Before: closed by a run of ingest alone, and its pages stayed claimed for two hours."""
    articles_with_pages(farm, 12)
    kill_pages(farm)
    url = farm.settings.database_url
    held = "SELECT count(*) FROM wireroom.pages WHERE outcome IS NULL"
    assert one(url, held) == 12
    farm.advance(seconds=20)
    if kind == "ingest":
        run_ingest(farm.settings, key="next", clock=farm.clock)
    elif kind == "replay":
        replay(farm.settings, Wanted(), clock=farm.clock, dry_run=False)
    else:
        report = run_pages(farm.settings, key="next", clock=farm.clock)
        assert report.outcomes == {"full_text": 12}
    [(status, detail)] = rows(url, "SELECT status, detail FROM news.runs WHERE key = 'killed'")
    assert status == "failed"
    assert detail.startswith("It ended without a report")
    assert "its pages are requested again" in detail
    assert one(url, held) == 0
    assert run_pages(farm.settings, key="last", clock=farm.clock).full_text == (0 if kind == "pages" else 12)
    assert_nothing_is_left(farm)


def test_what_the_scheduler_is_known_to_be_done_with_is_closed_before_its_lease_is_over(farm: Farm) -> None:
    """As where Airflow's `report` was killed too; and nothing of a kind that it still does is touched."""
    articles_with_pages(farm, 3)
    plan = plan_pages(farm.settings, key="killed", now=farm.now)
    assert plan.pages == 3
    url = farm.settings.database_url
    with connect(url) as conn:
        day = open_run(conn, "backfill", "at work", farm.now)
    farm.advance(seconds=20)
    again = plan_pages(farm.settings, key="next", now=farm.now, is_idle=lambda kind: kind == "pages")
    assert again.pages == 3
    report_pages(farm.settings, run_id=again.run_id, now=farm.now)
    assert rows(url, f"SELECT status FROM news.runs WHERE id IN ({plan.run_id}, {day}) ORDER BY kind") == [
        ("running",),
        ("failed",),
    ]
