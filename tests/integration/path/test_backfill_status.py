"""`backfill status` tells how long the rest takes: by the time that was worked at it, not by the pauses."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from support.file_backfills import file_place
from wireroom.backfill import file_set, read_so_far
from wireroom.backfill.asked_backfills import begin_days
from wireroom.backfill.gather import gather
from wireroom.backfill.jobs import Gathered, Job
from wireroom.backfill.load_archived import load_archived
from wireroom.backfill.read_so_far import ReadSoFar
from wireroom.cli.backfill import backfill_days
from wireroom.cli.backfill.backfill_status import line, to_resume
from wireroom.cli.main import main
from wireroom.errors import ConfigurationError
from wireroom.models import BackfillRequest, Counts, FileUnit, OriginPart
from wireroom.runtime.this_process import this_process
from wireroom.settings import Settings
from wireroom.store.backfills import backfills, begin_reading, note_estimate, open_backfill
from wireroom.store.connection import connect
from wireroom.store.ledger import note_position, note_units, plan_units, units_of_set

NOW = datetime(2026, 11, 24, tzinfo=UTC)
FILES = 20
A_FILE = timedelta(seconds=10)  # to read it, by the clock here
DAYS = [date(2026, 9, 14) + timedelta(days=number) for number in range(8)]
A_DAY = timedelta(minutes=1)
PAUSE = timedelta(days=2)


class Clock:
    """Moves when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def settings(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(read_so_far, "EVERY", 0.0)
    return replace(Settings(), database_url=database_url)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(FILES):
        text = f"date 2026-09-14 The ferry ran {number}. " + "Tea was given. " * 2_000
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def status(settings: Settings, now: datetime) -> str:
    with connect(settings.database_url) as conn:
        return line(next(backfills(conn, now=now)), now)


def seconds_left(said: str) -> float:
    found = re.search(r"running, about (?:\d+ days?, )?(\d+):(\d+):(\d+) left", said)
    assert found, said
    hours, minutes, seconds = map(int, found.groups())
    assert "day" not in found[0], said
    return timedelta(hours=hours, minutes=minutes, seconds=seconds).total_seconds()


def read_files(
    settings: Settings, folder: Path, key: str, clock: Clock, on_file: Callable[[int], None]
) -> None:
    """`on_file` hears when a file of the set is begun; each takes its time.

    The reading process waits before it stores: else it is through before the clock has moved.
    """
    begun: set[int] = set()

    def in_its_time(*given: Any, **named: Any) -> Counts:
        time.sleep(0.05)
        return load_archived(*given, **named)

    def on_read(so_far: ReadSoFar) -> None:
        if so_far.files not in begun:
            begun.add(so_far.files)
            on_file(so_far.files)
            clock.now += A_FILE

    with patch.object(file_set, "load_archived", in_its_time):
        file_place(
            settings,
            "documents",
            str(folder),
            key=key,
            now=clock.now,
            clock=clock,
            on_read=on_read,
            process=this_process(),
        )


def test_what_is_left_of_resumed_files_goes_by_the_time_worked_at_them(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a pause of two days the last half was to take two days."""
    monkeypatch.setattr("wireroom.load.BATCH_ARTICLES", 1)
    clock, said = Clock(), list[str]()

    def stop(files: int) -> None:
        if files == FILES // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_files(settings, folder, "first", clock, stop)
    assert "stopped" in status(settings, clock.now)
    clock.now += PAUSE

    read_files(settings, folder, "first", clock, lambda _: said.append(status(settings, clock.now)))
    usual = A_FILE.total_seconds() * FILES / 2
    assert usual / 2 <= seconds_left(said[0]) <= usual * 1.5, "right after the resume"
    last = [each for each in said if "complete" not in each][-1]  # who reads may be ahead of what is heard
    to_read = FILES - int(last.split(" of ")[0].split()[-1])
    assert seconds_left(last) <= (to_read + 2) * A_FILE.total_seconds()
    assert f"{FILES} of {FILES} files" in status(settings, clock.now)


def test_what_others_had_read_of_files_is_not_this_ones_pace(settings: Settings) -> None:
    """One that is asked for anew goes on in the middle of a file: that half took it no time."""
    unit = FileUnit("/saved", "a.warc.gz", "file:///saved/a.warc.gz", 10_000_000, "10-1")
    with connect(settings.database_url) as conn:
        other, heir = (
            open_backfill(conn, key, BackfillRequest("warc"), now=NOW) for key in ("other", "heir")
        )
        plan_units(conn, [unit], OriginPart("warc"), backfill_id=other, now=NOW)
        (found,) = units_of_set(conn, other, 0)
        note_units(conn, [replace(found.before, bookmark="there")], backfill_id=other, now=NOW)
        conn.commit()
        note_position(conn, found.before.key, 5_000_000, now=NOW)
        plan_units(conn, [unit], OriginPart("warc"), backfill_id=heir, now=NOW)
        begin_reading(conn, heir, now=NOW, process=this_process())
        note_position(conn, found.before.key, 6_000_000, now=NOW + A_DAY)
    assert 230 <= seconds_left(status(settings, NOW + A_DAY)) <= 250, "a fifth of its half took a minute"


def test_days_that_a_command_loads_are_running_and_what_is_left_goes_by_the_time_worked(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They looked stopped while they ran, and could be resumed beside themselves."""
    clock, said = Clock(), list[str]()
    stop_at = {DAYS[4]}

    def and_look(settings: Settings, job: Job, *, day: date, **more: Any) -> Gathered:
        said.append(status(settings, clock.now))
        with pytest.raises(ConfigurationError, match="being read now, by"):
            to_resume(settings, None, now=clock.now)
        if day in stop_at:
            stop_at.clear()
            raise KeyboardInterrupt
        clock.now += A_DAY
        return gather(settings, job, day=day, **more)

    monkeypatch.setattr(backfill_days, "gather", and_look)
    with pytest.raises(KeyboardInterrupt):
        backfill_days.run(settings, BackfillRequest("landed"), DAYS, clock=clock)
    assert [each.split("; ")[-1] for each in said[:2]] == [
        "running, too early to say how long",
        "running, about 0:07:00 left",
    ]
    assert "stopped: `wireroom backfill resume 1` goes on" in status(settings, clock.now)

    said.clear()
    clock.now += PAUSE
    backfill_days.resume(settings, to_resume(settings, None, now=clock.now), clock=clock)
    assert [seconds_left(each) / A_DAY.total_seconds() for each in said] == [4, 3, 2, 1]
    assert status(settings, clock.now).endswith("complete")


def test_days_of_a_command_that_was_killed_are_stopped(settings: Settings) -> None:
    number = begin_days(settings, BackfillRequest("landed"), DAYS, key="d", now=NOW)
    host = this_process().partition("/")[0]
    with connect(settings.database_url) as conn:
        begin_reading(conn, number, now=NOW, process=f"{host}/{2**22 + 1}")
    assert "stopped" in status(settings, NOW)
    assert to_resume(settings, None, now=NOW).id == number


def ended_as(settings: Settings, key: str, state: str, place: str = "") -> int:
    """A backfill of one file, which came to `state`."""
    unit = FileUnit("/saved", f"{key}.warc.gz", f"file:///saved/{key}.warc.gz", 1_000, "10-1")
    with connect(settings.database_url) as conn:
        number = open_backfill(conn, key, BackfillRequest("warc", place), now=NOW)
        plan_units(conn, [unit], OriginPart("warc"), backfill_id=number, now=NOW)
        note_estimate(conn, number, {"files": 1})
        (found,) = units_of_set(conn, number, 0)
        note_units(conn, [replace(found.before, state=state)], backfill_id=number, now=NOW)
    return number


@pytest.mark.parametrize("state", ["failed", "planned"])
def test_what_is_resumed_is_the_newest_with_something_left_to_do(settings: Settings, state: str) -> None:
    """One that was read to its end, with a damaged file, was gone on with: nothing happened."""
    ended_as(settings, "older", state)
    left = ended_as(settings, "left", state)
    ended_as(settings, "damaged", "damaged")
    ended_as(settings, "done", "done")
    assert to_resume(settings, None, now=NOW).id == left


def test_where_only_damage_is_left_it_is_said_and_where(settings: Settings) -> None:
    damaged = ended_as(settings, "damaged", "damaged")
    ended_as(settings, "done", "done")
    for number in (None, damaged):
        with pytest.raises(ConfigurationError) as refused:
            to_resume(settings, number, now=NOW)
        assert "nothing is left to do" in str(refused.value)
        assert f"of backfill {damaged} 1 file is damaged: `wireroom backfill status {damaged}`" in str(
            refused.value
        )


def test_what_misses_something_is_not_called_complete(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before, of a run that failed with exit code 1 the status said `complete, 1 with something missing`."""
    monkeypatch.setenv("WIREROOM_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path / "home"))
    folder = tmp_path / "saved"
    folder.mkdir()
    good = '{"url": "https://a.example/one", "title": "The ferry", "text": "It ran at noon."}\n'
    (folder / "all.jsonl").write_text(good + '{"url": "https://a.example/tw', encoding="utf-8")
    assert main(["backfill", "run", "--from", f"documents:{folder}"]) == 1
    capsys.readouterr()
    assert main(["backfill", "status"]) == 0
    said = capsys.readouterr().out
    assert "failed: it ended, 1 with something missing" in said
    assert "complete" not in said
    for place in (folder, folder / "all.jsonl", folder):
        assert main(["backfill", "run", "--from", f"documents:{place}"]) == 1, "as the first: it was 0"
        said = capsys.readouterr().out
        assert "1 file read before is damaged: `wireroom backfill status 1` says what" in said
        assert main(["backfill", "status"]) == 0
        assert "complete" not in capsys.readouterr().out
    (folder / "other.txt").write_text("date 2026-09-14 The ferry ran. " + "Tea was given. " * 20)
    (folder / "all.jsonl").rename(tmp_path / "all.jsonl")
    assert main(["backfill", "run", "--from", f"documents:{folder}"]) == 0, "what is not there is not missed"
    capsys.readouterr()
    (folder / "all.jsonl").write_text(good, encoding="utf-8")
    assert main(["backfill", "run", "--from", f"documents:{folder}"]) == 0
    assert "something missing" not in capsys.readouterr().out
    assert main(["backfill", "status"]) == 0
    assert "; complete" in capsys.readouterr().out, "mended, it is"


def test_a_refused_call_is_told_as_refused_and_no_other_is_kept_from_being_resumed(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`resume` was offered for a folder that is not there, and went on with it before any other."""
    monkeypatch.setenv("WIREROOM_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path / "home"))
    left = ended_as(settings, "left", "planned")
    assert main(["backfill", "run", "--from", f"documents:{tmp_path}/none"]) == 1
    assert main(["backfill", "run", "--from", "ccnews"]) == 1
    capsys.readouterr()
    assert main(["backfill", "status"]) == 0
    ccnews, folder, stopped = capsys.readouterr().out.splitlines()
    assert "refused: ccnews: name the days of crawling" in ccnews
    assert "refused: documents: " in folder
    assert "resume" not in ccnews + folder
    assert "with place and days put right, `wireroom backfill run` reads it" in folder
    assert f"stopped: `wireroom backfill resume {left}` goes on" in stopped
    assert to_resume(settings, None, now=NOW).id == left


def test_of_a_place_that_has_gone_since_it_is_said_before_resume_is_offered(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WIREROOM_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path / "home"))
    left = ended_as(settings, "left", "planned", str(tmp_path / "gone"))
    assert main(["backfill", "resume", str(left)]) == 1
    capsys.readouterr()
    said = status(settings, NOW)
    assert "stopped: warc: " in said
    assert f"once it can be read, `wireroom backfill resume {left}` goes on" in said
