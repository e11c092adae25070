"""Maintenance against a real Postgres and real files: what goes, what stays, and that it says so."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from support.filings import NOW, article, feed, file, published, rejection, result, rows
from wireroom.common.text.counted import size_in_words
from wireroom.maintain.maintain import maintain
from wireroom.maintain.maintenance import Maintenance
from wireroom.maintain.prune_data import clean_airflow
from wireroom.maintain.prune_logs import prune_logs
from wireroom.settings import Retention, Settings
from wireroom.store import retention, storage
from wireroom.store.connection import Connection
from wireroom.store.landings import open_landing
from wireroom.store.runs import end_run, open_run
from wireroom.store.site_blocks import SiteBlock, note_site_blocks

DAY = timedelta(days=1)
POLLS = "SELECT count(*) FROM news.polls"
RUNS = "SELECT count(*) FROM news.runs"


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(database_url=database_url, home=tmp_path, landing_url=(tmp_path / "landing").as_uri())


def past(conn: Connection, *ages: int, feed_id: int) -> None:
    """Runs that polled one feed so many days ago, with one refused entry each."""
    for age in ages:
        at = NOW - age * DAY
        run_id = open_run(conn, "ingest", f"{age} days ago", at)
        file(
            conn,
            [article(f"of {age}", feed_id=feed_id, seen_at=at)],
            rejections=[rejection(f"of {age}", feed_id, seen_at=at)],
            results=[result(feed_id, at=at)],
            run=f"{age} days ago",
        )
        end_run(conn, run_id)
        with conn.cursor() as cursor:
            cursor.execute("UPDATE wireroom.runs SET status = 'succeeded' WHERE id = %s", (run_id,))
        conn.commit()


def at_work(conn: Connection, days: int, *, until: datetime = NOW) -> None:
    """It was at work on each of so many days; of the runs of most of them nothing is left here."""
    with conn.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wireroom.active_days (day, has_run)"
            " SELECT %s::date - n, true FROM generate_series(0, %s) AS n ON CONFLICT DO NOTHING",
            (until.date(), days),
        )
    conn.commit()


def line(lines: list[str], name: str) -> str:
    return next(words for words in lines if words.startswith(f"{name}:"))


def test_what_is_past_its_time_goes_and_articles_stay(conn: Connection, settings: Settings) -> None:
    """Polls 90 days, runs and refused entries 400, by default; the rest for ever."""
    past(conn, 500, 399, 100, 89, 0, feed_id=feed(conn))
    for days in (400, 100, 89, 0):
        note_site_blocks(conn, [SiteBlock("harbour.example", days, ((1, 1),), NOW - days * DAY)])
    at_work(conn, 500)
    done = maintain(settings, now=NOW, dry_run=False)
    assert done.problems == []
    assert line(done.lines, "polls").startswith(
        "polls: 3 deleted that are older than 90 days of work (before 2026-08-22"
    )
    assert line(done.lines, "runs").startswith("runs: 1 deleted")
    assert line(done.lines, "quarantine").startswith("quarantine: 1 deleted")
    assert line(done.lines, "blocks of pages").startswith("blocks of pages: 2 deleted")
    assert rows(conn, "SELECT block FROM wireroom.site_blocks ORDER BY 1") == [(0,), (89,)]
    assert (rows(conn, POLLS), rows(conn, RUNS)) == ([(2,)], [(4,)])
    assert rows(conn, "SELECT count(*) FROM news.articles") == [(5,)]


def test_a_dry_run_says_the_same_and_changes_nothing(conn: Connection, settings: Settings) -> None:
    past(conn, 500, 399, 100, 0, feed_id=feed(conn))
    at_work(conn, 500)
    landed_file(settings, "2025-01-01")
    settings = replace(settings, retention=replace(settings.retention, landed=30 * DAY))
    would = maintain(settings, now=NOW, dry_run=True)
    before = rows(conn, POLLS), rows(conn, RUNS), rows(conn, "SELECT count(*) FROM wireroom.storage")
    assert before == ([(4,)], [(4,)], [(0,)])
    did = maintain(settings, now=NOW, dry_run=False)
    for name in ("polls", "runs", "quarantine", "landed files"):
        said = (
            line(would.lines, name)
            .replace("would be deleted", "deleted")
            .replace("would be removed", "removed")
        )
        assert said == line(did.lines, name)


def test_a_warehouse_that_stood_still_is_not_emptied(conn: Connection, settings: Settings) -> None:
    """Nor is one whose clock is ahead: by the calendar all is past its time, and its next run has begun."""
    one = feed(conn)
    past(conn, 50, 0, feed_id=one)
    at_work(conn, 50)
    short = replace(settings, retention=replace(settings.retention, landed=60 * DAY))
    log = task_log(settings, NOW - DAY)
    landed = landed_file(settings, f"{NOW - 50 * DAY:%Y-%m-%d}")
    for at in (NOW + 2000 * DAY, NOW + 2001 * DAY, NOW + DAY):  # a night with a wrong clock, and then right
        past(conn, -(at - NOW).days, feed_id=one)
        done = maintain(short, now=at, dry_run=False)
        assert line(done.lines, "polls").startswith("polls: nothing to delete")
        maintenance = of_ours(conn, settings, at)
        assert prune_logs(maintenance).startswith("0 files")
        assert maintenance.before(settings.retention.logs, of_logs=True) < NOW - 10 * DAY, (
            "of Airflow's rows too"
        )
    assert (rows(conn, POLLS), rows(conn, RUNS)) == ([(5,)], [(5,)])
    assert log.exists()
    assert landed.exists()


def of_ours(conn: Connection, settings: Settings, now: datetime) -> Maintenance:
    """Where Airflow is ours alone."""
    ours = replace(settings, own_airflow_database_url="sqlite:///none.db")
    return Maintenance(ours, conn, now, retention.active_days(conn, now.date()), dry_run=False)


def task_log(settings: Settings, at: datetime) -> Path:
    log = settings.home / "airflow" / "logs" / "attempt=1.log"
    log.parent.mkdir(parents=True)
    log.write_text("words")
    os.utime(log, (at.timestamp(),) * 2)
    return log


def test_after_a_standstill_ages_go_on_where_they_were(conn: Connection, settings: Settings) -> None:
    past(conn, 60, feed_id=feed(conn))
    at_work(conn, 20, until=NOW - 40 * DAY)  # at work on 21 days, then off for a month
    short = replace(settings, retention=Retention(polls=30 * DAY))
    past(conn, *range(9, -1, -1), feed_id=1)
    assert line(maintain(short, now=NOW, dry_run=False).lines, "polls").startswith("polls: 0 deleted")
    past(conn, -1, feed_id=1)
    assert line(maintain(short, now=NOW + DAY, dry_run=False).lines, "polls").startswith("polls: 1 deleted")


def test_logs_go_though_no_run_brings_anything(conn: Connection, settings: Settings) -> None:
    """Feeds are paused for a season, the stack writes on: polls stay, logs must not fill the disk."""
    past(conn, 30, feed_id=feed(conn))
    short = replace(settings, retention=Retention(polls=20 * DAY))
    log = task_log(settings, NOW - 30 * DAY)
    for day in range(29, -1, -1):
        retention.note_active_days(conn, (NOW - day * DAY).date())
    assert line(maintain(short, now=NOW, dry_run=False).lines, "polls").startswith("polls: nothing to delete")
    assert prune_logs(of_ours(conn, short, NOW)).startswith("1 file with")
    assert not log.exists()


def test_two_maintenances_at_once_keep_the_days_log(
    conn: Connection, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second put the file that the first had just emptied in the place of the day's lines."""
    log = settings.home / "logs" / "scheduler.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text("words", "utf-8")
    maintenance = of_ours(conn, settings, NOW)
    copyfile = shutil.copyfile

    def beside_another(source: Path, target: Path) -> None:
        monkeypatch.setattr(shutil, "copyfile", copyfile)
        prune_logs(maintenance)
        copyfile(source, target)

    monkeypatch.setattr(shutil, "copyfile", beside_another)
    prune_logs(maintenance)
    aside = log.with_name(f"scheduler.log.{NOW:%Y-%m-%d}")
    assert (aside.read_text("utf-8"), log.read_text("utf-8")) == ("words", "")
    assert aside.stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in log.parent.iterdir()) == [log.name, aside.name]


def test_a_new_installation_asks_airflow_for_nothing(conn: Connection, settings: Settings) -> None:
    assert clean_airflow(of_ours(conn, settings, NOW)).startswith(
        "nothing to delete: it has not been at work"
    )


def test_an_empty_warehouse_is_in_order(settings: Settings) -> None:
    done = maintain(settings, now=NOW, dry_run=False)
    assert done.problems == []
    assert len(done.lines) == 11


def test_a_run_that_is_under_way_or_not_filed_stays(conn: Connection, settings: Settings) -> None:
    """However old: the next run looks after it."""
    feed_id = feed(conn)
    past(conn, 500, 0, feed_id=feed_id)
    at_work(conn, 600)
    old = NOW - 600 * DAY
    run_id = open_run(conn, "ingest", "killed", old)
    open_landing(conn, "file:///landing/x.warc.gz", run_id=run_id, feeds=1, now=old)
    maintain(settings, now=NOW, dry_run=False)
    assert rows(conn, "SELECT key FROM news.runs ORDER BY id") == [("0 days ago",), ("killed",)]
    with conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.runs SET status = 'failed' WHERE id = %s", (run_id,))
    conn.commit()
    maintain(settings, now=NOW, dry_run=False)
    assert rows(conn, "SELECT count(*) FROM wireroom.landings") == [(1,)]


def test_months_ahead_are_there_and_the_default_partition_is_emptied(
    conn: Connection, settings: Settings
) -> None:
    now = datetime.now(NOW.tzinfo)
    file(
        conn,
        [
            article("late", published=published(datetime(2019, 3, 4, tzinfo=NOW.tzinfo))),
            article("undated", published=None),
        ],
        partitions=False,
    )
    done = maintain(settings, now=now, dry_run=False)
    assert "3 of 3 months ahead made, 1 article of 1 month moved" in line(done.lines, "partitions")
    assert rows(conn, "SELECT count(*) FROM wireroom.articles_default") == [(1,)]
    assert rows(conn, "SELECT count(*) FROM wireroom.articles_2019") == [(1,)]
    again = maintain(settings, now=now, dry_run=False)
    assert "0 of 3 months ahead made, 0 articles of 0 months moved" in line(again.lines, "partitions")


def landed_file(settings: Settings, day: str, name: str = "shard-00") -> Path:
    folder = settings.home / "landing" / "ingest" / day.replace("-", "/") / "run"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.warc.gz"
    path.write_bytes(b"x" * 1000)
    return path


def test_landed_files_stay_for_ever_unless_the_operator_says_else(
    conn: Connection, settings: Settings
) -> None:
    """Then whole days go, with their folders, but never a file that is not filed yet."""
    past(conn, 0, feed_id=feed(conn))
    at_work(conn, 600)
    landed_file(settings, "2025-13-40")  # a folder of somebody else's is nobody's day, and stops no step
    old, new = landed_file(settings, "2025-06-01"), landed_file(settings, "2026-11-19")
    waiting = landed_file(settings, "2025-06-02")
    run_id = open_run(conn, "ingest", "waits", NOW)
    open_landing(conn, waiting.as_uri(), run_id=run_id, feeds=1, now=NOW)
    assert "kept for ever" in line(maintain(settings, now=NOW, dry_run=False).lines, "landed files")
    assert old.exists()
    short = replace(settings, retention=Retention(landed=30 * DAY))
    said = line(maintain(short, now=NOW, dry_run=False).lines, "landed files")
    assert said.startswith("landed files: 1 file with 1,000 bytes removed")
    assert "a replay reaches no further back" in said
    assert [path.exists() for path in (old, old.parents[1], waiting, new)] == [False, False, True, True]


def test_logs_are_begun_anew_each_day_and_old_ones_go(conn: Connection, settings: Settings) -> None:
    """Only where Airflow is ours alone; a process that writes on finds its file empty, not full of holes."""
    at_work(conn, 20)
    logs, tasks = settings.home / "logs", settings.home / "airflow" / "logs" / "dag_id=x" / "run_id=y"
    logs.mkdir()
    tasks.mkdir(parents=True)
    old_task, new_task = tasks / "attempt=1.log", settings.home / "airflow" / "logs" / "attempt=2.log"
    dated = logs / "scheduler.log.2026-01-01"
    for path in (old_task, new_task, dated):
        path.write_text("words")
    os.utime(old_task, (0, 0))
    os.utime(new_task, (NOW.timestamp(), NOW.timestamp()))
    with (logs / "scheduler.log").open("ab", buffering=0) as process:
        process.write(b"yesterday\n")
        left = maintain(settings, now=NOW, dry_run=False).lines
        assert "not ours alone" in line(left, "logs")
        # of the command, which does not know what `make up` has started
        assert all("its DAG maintain_warehouse" in line(left, what) for what in ("logs", "Airflow"))
        ours = replace(settings, own_airflow_database_url=f"sqlite:///{settings.home}/none.db")
        said = line(maintain(ours, now=NOW, dry_run=False).lines, "logs")
        process.write(b"today\n")
    assert said.startswith("logs: 2 files with 10 bytes removed")
    assert (logs / "scheduler.log").read_bytes() == b"today\n"
    assert (logs / f"scheduler.log.{NOW.date()}").read_bytes() == b"yesterday\n"
    assert [path.exists() for path in (old_task, tasks, new_task, dated)] == [False, False, True, False]


def test_a_step_that_fails_holds_up_no_other(conn: Connection, settings: Settings, tmp_path: Path) -> None:
    """Airflow's database is not there: the others are done, and the run is not green."""
    past(conn, 100, 0, feed_id=feed(conn))
    at_work(conn, 100)
    broken = replace(settings, own_airflow_database_url="postgresql://nobody@127.0.0.1:1/airflow")
    done = maintain(broken, now=NOW, dry_run=False)
    assert [problem.partition(":")[0] for problem in done.problems] == ["Airflow"]
    assert "db clean" in str(done.failure)
    assert rows(conn, POLLS) == [(1,)]
    assert rows(conn, "SELECT count(*) > 5 FROM news.storage") == [(True,)]


def test_a_dry_run_says_what_is_taken_now(conn: Connection, settings: Settings) -> None:
    """Before, it called a measurement of the morning what is taken now; and keeps nothing of its own."""
    at = (NOW - DAY).date()
    storage.note_storage(conn, storage.PartSize("articles", 1_000, at), at)
    now = sum(size.bytes for size in storage.measure_storage(conn))
    said = line(maintain(settings, now=NOW, dry_run=True).lines, "storage")
    assert said.startswith(f"storage: {size_in_words(now)} now")
    assert rows(conn, "SELECT count(*), max(bytes) FROM wireroom.storage") == [(1, 1_000)]


def test_the_forecast_follows_what_came_in(conn: Connection, settings: Settings) -> None:
    """For ever: a year more of it. For a time: until that time is full, and no further."""
    for day in range(40):
        at = (NOW - (39 - day) * DAY).date()
        oldest = (NOW - 39 * DAY).date()
        storage.note_storage(conn, storage.PartSize("articles", 1_000 * day, oldest), at)
        storage.note_storage(conn, storage.PartSize("polls", 1_000 * day, oldest, kept_days=90), at)
        storage.note_storage(conn, storage.PartSize("runs", 5_000, oldest, kept_days=20), at)
    told = {
        row[0]: row[1:]
        for row in rows(conn, "SELECT part, bytes, bytes_a_day, bytes_in_a_year FROM news.storage")
    }
    assert told == {
        "articles": (39_000, 1_000, 39_000 + 365_000),
        "polls": (39_000, 1_000, 39_000 + 51_000),
        "runs": (5_000, 0, 5_000),
    }


@pytest.mark.parametrize(("age", "a_day"), [(0, None), (2, None), (3, 3_000), (60, 150)])
def test_of_the_first_days_no_year_is_foretold(conn: Connection, age: int, a_day: int | None) -> None:
    """All that was there at the start was called what comes in a day; age tells it of rows never measured."""
    today = NOW.date()
    storage.note_storage(conn, storage.PartSize("articles", 9_000, (NOW - age * DAY).date()), today)
    [told] = rows(conn, "SELECT bytes_a_day, bytes_in_a_year FROM news.storage")
    assert told == (a_day, 9_000 + 365 * a_day if a_day else None)


def test_a_loader_may_do_all_of_it_and_still_delete_no_row_itself(conn: Connection) -> None:
    """Tasks have the loader's role."""
    past(conn, 100, 0, feed_id=feed(conn))
    with conn.cursor() as cursor:
        cursor.execute("SET ROLE wireroom_loader")
    conn.commit()
    assert retention.forget(conn, retention.POLLS, NOW - 90 * DAY) == 1
    assert retention.forget(conn, retention.RUNS, NOW - 90 * DAY) == 1
    assert retention.forget(conn, retention.REJECTED, NOW - 90 * DAY) == 1
    assert retention.forget(conn, retention.SITE_BLOCKS, NOW - 90 * DAY) == 0
    retention.refresh_statistics(conn)
    storage.measure_storage(conn)


def test_what_an_older_loader_filed_is_told_to_consumers(conn: Connection, settings: Settings) -> None:
    """Between the migration and its own restart it knew nothing of changes."""
    file(conn, [article("a"), article("b")])
    with conn.cursor() as cursor:
        cursor.execute("DELETE FROM wireroom.changes WHERE article_id = (SELECT max(id) FROM news.articles)")
    conn.commit()
    would = maintain(settings, now=NOW, dry_run=True)
    assert line(would.lines, "changes") == "changes: 1 article would be told that no consumer had heard of"
    maintain(settings, now=NOW, dry_run=False)
    told = rows(conn, "SELECT kind, version FROM news.changes()")
    assert told == [("inserted", 1), ("inserted", 1)]
    assert line(maintain(settings, now=NOW, dry_run=False).lines, "changes").startswith("changes: 0")


def test_a_loaders_rights_are_enough(conn: Connection, settings: Settings) -> None:
    """Every step, as the DAG's task does it."""
    past(conn, 500, 100, 0, feed_id=feed(conn))
    at_work(conn, 500)
    file(conn, [article("late", published=published(NOW - 3000 * DAY))], partitions=False)
    url = f"{settings.database_url}?options=-c%20role%3Dwireroom_loader"
    done = maintain(replace(settings, database_url=url), now=NOW, dry_run=False)
    assert done.problems == []
    assert rows(conn, RUNS) == [(3,)]
