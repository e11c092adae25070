"""The ledger of backfills: what was read is known, is not read twice for nothing, and adds up."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from psycopg2.extras import RealDictCursor

from support import disk
from support.file_backfills import file_place
from wireroom.archive.files_origin import Bookmark
from wireroom.archive.saved.documents import DocumentsOrigin
from wireroom.backfill import transform_archived
from wireroom.backfill.asked_backfills import begin_days, days_left, note_asked_day
from wireroom.backfill.file_day import file_day
from wireroom.backfill.jobs import Filed, Gathered, Job, LoadedDay
from wireroom.backfill.plan_files import notes_on, plan_files
from wireroom.errors import LandingError
from wireroom.models import ArchivedDocument, BackfillRequest, Counts, FileUnit, OriginPart
from wireroom.settings import Settings
from wireroom.store.backfills import open_backfill
from wireroom.store.connection import connect
from wireroom.store.ledger import divide_units, note_units, plan_units, units_of_set
from wireroom.store.runs import end_run

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FERRY = "The ferry to Saltmere ran again, with a rudder from the town hall, where it held a door. " * 4


def rows(url: str, sql: str) -> list[dict[str, Any]]:
    with psycopg2.connect(url) as conn, conn.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(sql)
        return [dict(row) for row in cursor.fetchall()]


@pytest.fixture
def settings(database_url: str) -> Settings:
    return replace(Settings(), database_url=database_url)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three texts of two days, one of which nobody dated."""
    for name, line in (("a", "date 2022-02-08 "), ("b", "date 2022-02-09 "), ("c", "")):
        (tmp_path / f"{name}.txt").write_text(f"{line}Ferry {name}. {FERRY}", encoding="utf-8")
        os.utime(tmp_path / f"{name}.txt", (1_644_500_000, 1_644_500_000))
    return tmp_path


def file(settings: Settings, folder: Path, key: str, **more: Any) -> Filed:
    return file_place(settings, "documents", str(folder), key=key, now=NOW, **more)


def test_each_file_is_a_line_with_its_days(settings: Settings, folder: Path) -> None:
    file(settings, folder, "first")
    lines = rows(settings.database_url, "SELECT * FROM news.backfill_units ORDER BY unit")

    assert [(line["unit"], line["state"], line["inserted"]) for line in lines] == [
        ("a.txt", "done", 1),
        ("b.txt", "done", 1),
        ("c.txt", "done", 1),
    ]
    assert [line["days"] for line in lines] == [{"2022-02-08": 1}, {"2022-02-09": 1}, {"undated": 1}]
    assert all(line["cpu_seconds"] > 0 for line in lines)
    (asked,) = rows(settings.database_url, "SELECT * FROM news.backfills")
    assert (asked["units"], asked["ended"], asked["inserted"]) == (3, 3, 3)
    assert asked["status"] == "succeeded"


def test_what_was_read_is_read_again_only_where_it_has_changed(settings: Settings, folder: Path) -> None:
    file(settings, folder, "first")
    again = file(settings, folder, "second")
    (folder / "b.txt").write_text(f"date 2022-02-09 Ferry b. {FERRY} Correction: the door was green.")
    changed = file(settings, folder, "third")
    forced = file(settings, folder, "fourth", again=True)

    assert again.counts.entries == 0
    assert any("3 of 3 files were read before" in note for note in again.notes)
    assert (changed.counts.entries, changed.counts.revised) == (1, 1)
    assert (forced.counts.entries, forced.counts.unchanged) == (3, 3)


def test_what_was_read_for_some_days_is_still_to_be_read_for_the_others(
    settings: Settings, folder: Path
) -> None:
    first = date(2022, 2, 8)
    one = file(settings, folder, "one day", window=(first, first))
    every = file(settings, folder, "all days")
    same = file(settings, folder, "the day again", window=(first, first))

    assert (one.counts.inserted, every.counts.inserted) == (1, 2)
    assert same.counts.entries == 0, "all of them were read"
    assert one.notes[0].startswith("left out: 2 articles of other days than were asked for, or of none (")


def test_a_full_disk_is_no_documents_fault(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each document was called damaged, and read no more."""

    with monkeypatch.context() as patch:
        patch.setattr(transform_archived, "transform_in_parts", disk.is_full)
        with pytest.raises(LandingError, match="the disk is full; free some space, then run again"):
            file(settings, folder, "full")
    assert file(settings, folder, "later").counts.inserted == 3


def test_why_an_entry_was_rejected_is_said(settings: Settings, folder: Path) -> None:
    """A count alone was: every page that Chrome had saved was rejected so."""
    feed = b"<rss version='2.0'><channel><title>Quay</title><item><author>Ada</author></item></channel></rss>"
    (folder / "feed.xml").write_bytes(feed)
    filed = file(settings, folder, "first")
    assert filed.counts.rejected == 1
    (said,) = [note for note in filed.notes if note.startswith("rejected: ")]
    assert said == "rejected: no feed: no_content: neither title, text, media nor link"


def test_a_day_says_what_the_ledger_holds_of_files_and_reads_none(settings: Settings, folder: Path) -> None:
    job = Job("documents", "documents", place=str(folder))
    day = date(2022, 2, 9)

    def held() -> Filed:
        return file_day(settings, Gathered(job), run_id=0, day=day, now=NOW)

    before = held()
    file(settings, folder, "first")
    (folder / "d.txt").write_text(FERRY)
    after = held()

    assert "3 of 3 files" in before.problems[0].words
    assert after.notes == ("2022-02-09: the ledger holds 1 article of 1 file (documents)",)
    assert "1 of 4 files" in after.problems[0].words
    assert after.counts.entries == 0


def test_two_sets_hold_every_file_once(settings: Settings, folder: Path) -> None:
    plan = plan_files(settings, BackfillRequest("documents", str(folder)), key="sets", now=NOW)
    with connect(settings.database_url) as conn:
        sets = divide_units(conn, plan.backfill_id, 2)
        units = [
            unit.file.name for each in sets for unit in units_of_set(conn, plan.backfill_id, each.number)
        ]
    assert len(sets) == 2
    assert units == ["a.txt", "b.txt", "c.txt"]


def test_files_that_a_live_run_is_reading_are_left_to_it(settings: Settings, folder: Path) -> None:
    mine = plan_files(settings, BackfillRequest("documents", str(folder)), key="mine", now=NOW)
    other = plan_files(settings, BackfillRequest("documents", str(folder)), key="other", now=NOW)
    with connect(settings.database_url) as conn:
        end_run(conn, mine.run_id)
    heir = plan_files(
        settings, BackfillRequest("documents", str(folder)), key="heir", now=NOW + timedelta(hours=1)
    )

    assert (mine.files, other.files, heir.files) == (3, 0, 3)
    assert (mine.elsewhere, other.elsewhere, heir.elsewhere) == (0, 3, 0)
    (said,) = notes_on(settings, other)
    assert said.startswith("3 of 3 files are being read by another backfill"), "they were called read"


def test_a_unit_that_was_not_read_to_its_end_keeps_what_was_filed_of_it(settings: Settings) -> None:
    unit = FileUnit("/saved", "a.warc.gz", "file:///saved/a.warc.gz", 10, "10-1")
    with connect(settings.database_url) as conn:
        backfill_id = open_backfill(conn, "k", BackfillRequest("warc"), now=NOW)

        def plan(**more: Any) -> int:
            plan_units(conn, [unit], OriginPart("warc"), backfill_id=backfill_id, now=NOW, **more)
            (found,) = units_of_set(conn, backfill_id, 0)
            return found.before.documents

        plan()
        (found,) = units_of_set(conn, backfill_id, 0)
        note_units(conn, [replace(found.before, documents=7)], backfill_id=backfill_id, now=NOW)
        assert plan() == 7
        assert plan(again=True) == 0


def test_days_that_were_asked_for_are_kept_until_they_are_done(settings: Settings) -> None:
    days = [date(2026, 9, 14), date(2026, 9, 15), date(2026, 9, 16)]
    number = begin_days(settings, BackfillRequest("landed"), days, key="d", now=NOW)
    for day, failure in ((days[0], ""), (days[1], "the chain breaks")):
        note_asked_day(
            settings,
            number,
            "landed",
            day,
            LoadedDay(Counts(), [failure] if failure else []),
            now=NOW,
        )
    assert days_left(settings, number) == days[1:]


@pytest.mark.parametrize("error", [MemoryError(), ValueError("odd")], ids=["memory", "a fault"])
def test_a_file_that_trips_its_reading_takes_no_other_along(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """It ended the whole set: the files behind it were never read."""
    read_on = DocumentsOrigin.read_on

    def trips(
        origin: DocumentsOrigin, unit: FileUnit, left_out: Counter[str], after: Bookmark
    ) -> Iterator[tuple[Bookmark, ArchivedDocument]]:
        if unit.name == "a.txt":
            raise error
        yield from read_on(origin, unit, left_out, after)

    monkeypatch.setattr(DocumentsOrigin, "read_on", trips)
    filed = file(settings, folder, "first")
    monkeypatch.undo()
    lines = rows(settings.database_url, "SELECT unit, state, detail FROM news.backfill_units ORDER BY unit")
    assert [line["state"] for line in lines] == ["failed", "done", "done"]
    assert "a.txt" in lines[0]["detail"]
    assert len(filed.problems) == 1
    assert file(settings, folder, "second").counts.inserted == 1, "tried again by the next backfill"


def test_a_document_that_is_not_read_is_counted_and_its_file_is_not_done(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both were logged only, and the ledger said `done`."""
    (folder / "d.html").write_text("<!doctype html><html><head><title></title></head><body></body></html>")
    understand = transform_archived.transform_in_parts

    def slow(body: bytes, **more: Any) -> Any:
        if b"Ferry b" in body:
            while True:
                pass
        return understand(body, **more)

    monkeypatch.setattr(transform_archived, "transform_in_parts", slow)
    budget = replace(settings.budget, document_seconds=1)
    filed = file(replace(settings, budget=budget), folder, "first")
    lines = rows(settings.database_url, "SELECT * FROM news.backfill_units ORDER BY unit")
    said = [(line["unit"], line["state"], line["left_out"]) for line in lines]
    assert said == [
        ("a.txt", "done", {}),
        ("b.txt", "damaged", {"documents whose reading took too long": 1}),
        ("c.txt", "done", {}),
        ("d.html", "refused", {"documents without an article": 1}),
    ]
    said = "more than 1 seconds of CPU time", "not ended after 10 seconds"  # the latter on a busy machine
    assert any(words in lines[1]["detail"] for words in said)
    assert len(filed.problems) == 1
