"""`wireroom export`: articles as files that come back as they were."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from pyarrow import parquet

from support.checkout import ROOT
from support.filings import NOW, article, file, known, published, rows
from wireroom.cli.main import main
from wireroom.errors import ConfigurationError, FileBusyError, StoreError
from wireroom.export import export, write_file
from wireroom.settings import Settings
from wireroom.store.connection import Connection
from wireroom.store.export_rows import export_types

DAY = timedelta(days=1)
LAST = date(2026, 11, 20)


@pytest.fixture
def settings(conn: Connection, database_url: str) -> Settings:
    """Two articles on one day, one three days before, one without a date that came two days earlier still."""
    file(
        conn,
        [
            article("a", published=published(NOW), authors=("Ada, B.", 'Q "x"'), text='Line.\n\n"Two", ﷽ 😀'),
            article("b", published=published(NOW + timedelta(hours=1))),
            article("c", published=published(NOW - 3 * DAY)),
            article("undated", published=None, seen_at=NOW - 5 * DAY),
        ],
    )
    return Settings(database_url=database_url, reader_database_url=database_url)


def read(path: Path) -> list[dict[str, object]]:
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    return list(parquet.read_table(path, partitioning=None).to_pylist())


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_articles_come_back_as_they_were(
    conn: Connection, settings: Settings, tmp_path: Path, form: str
) -> None:
    """A file a day of publication, in folders by month; what has no date is with the day of its capture."""
    done = export(settings, tmp_path, days=(date(2026, 11, 1), LAST), form=form)
    assert (done.files, done.articles) == (3, 4)
    files = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert files == [f"month=2026-11/2026-11-{day}.{form}" for day in (15, 17, 20)]
    [undated] = read(tmp_path / files[0])
    assert (undated["title"], undated["published_at"] or None) == ("Report on undated", None)
    first, second = read(tmp_path / files[2])
    [(text, published_at)] = rows(conn, "SELECT text, published_at FROM news.articles WHERE guid = 'a'")
    assert first["text"] == text
    at = first["published_at"]
    assert (at if isinstance(at, datetime) else datetime.fromisoformat(str(at))) == published_at
    authors = first["authors"]
    assert (json.loads(str(authors)) if form == "csv" else authors) == ["Ada, B.", 'Q "x"']
    assert second["title"] == "Report on b"


def test_an_export_that_finds_nothing_says_where_something_is(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`0 articles in 0 files` left open whether the days were mistaken."""
    monkeypatch.setenv("WIREROOM_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("WIREROOM_READER_DATABASE_URL", settings.database_url)
    asked = ["export", "--format", "jsonl", "--to", str(tmp_path), "--since"]
    assert main([*asked, "2026-10-01", "--until", "2026-10-31"]) == 0
    said = (
        "no article is dated between 2026-10-01 and 2026-10-31; the nearest day with articles is 2026-11-17"
    )
    assert said in capsys.readouterr().out
    assert main([*asked, "2026-11-17", "--until", "2026-11-17"]) == 0
    assert "no article" not in capsys.readouterr().out


def test_parquet_without_its_library_says_what_to_install(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigurationError, match=r'pip install -e "\.\[parquet\]"'):
        export(settings, tmp_path, days=(LAST, LAST), form="parquet")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_article_that_has_got_another_day_is_in_one_file_once_days_are_written_again(
    conn: Connection, settings: Settings, tmp_path: Path
) -> None:
    """Its earlier capture came in after the first export: as docs/OPERATING.md says, in both until then."""
    run = partial(export, settings, tmp_path, days=(date(2026, 11, 1), LAST), form="jsonl")

    def days() -> list[str]:
        return [path.stem for path in sorted(tmp_path.rglob("*.jsonl")) if "undated" in path.read_text()]

    run()
    file(conn, [article("undated", published=None, seen_at=NOW - 9 * DAY)], run="earlier")
    run()
    assert days() == ["2026-11-11", "2026-11-15"]
    ids = {row["id"] for day in days() for row in read(tmp_path / "month=2026-11" / f"{day}.jsonl")}
    assert len(ids) == 1
    run(again=True)
    assert days() == ["2026-11-11"]


def test_what_was_killed_goes_on_where_it_was(settings: Settings, tmp_path: Path) -> None:
    """Whole days stay; a part of a day is no day."""
    folder = tmp_path / "month=2026-11"
    folder.mkdir()
    (folder / ".2026-11-20.jsonl.part").write_text("half a li")
    (folder / "2026-11-17.jsonl").write_text("was there\n")
    done = export(settings, tmp_path, days=(date(2026, 11, 17), LAST), form="jsonl")
    assert (done.files, done.articles, done.there) == (1, 2, 1)
    assert (folder / "2026-11-17.jsonl").read_text() == "was there\n"
    assert sorted(path.name for path in folder.iterdir()) == ["2026-11-17.jsonl", "2026-11-20.jsonl"]
    again = export(settings, tmp_path, days=(date(2026, 11, 17), LAST), form="jsonl", again=True)
    assert (again.files, again.articles) == (2, 3)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_killed_again_and_again_it_ends_with_the_files_of_one_that_was_not(
    conn: Connection, settings: Settings, tmp_path: Path, form: str
) -> None:
    """By SIGKILL, a day later each time; names and bytes are the same."""
    days = [datetime(2026, 10, day, 12, tzinfo=UTC) for day in range(1, 21)]
    for day in days:
        file(
            conn,
            [known(f"{day:%d}-{n}", published=published(day), text="Word. " * 2000) for n in range(20)],
            run=f"{day:%d}",
        )
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    words = [
        "export",
        "--since",
        "2026-10-01",
        "--until",
        "2026-10-20",
        "--format",
        form,
        "--to",
        str(killed),
    ]
    environment = {
        **os.environ,
        "WIREROOM_DATABASE_URL": settings.database_url,
        "WIREROOM_HOME": str(tmp_path),
    }
    kills = 0
    for wanted in range(1, len(days), 3):
        with subprocess.Popen(
            [sys.executable, "-m", "wireroom.cli.main", *words],
            env=environment,
            cwd=ROOT / "plugins",
            stdout=subprocess.DEVNULL,
        ) as exporting:
            while exporting.poll() is None and len(list(killed.rglob(f"*.{form}"))) < wanted:
                time.sleep(0.001)
            kills += exporting.poll() is None
            exporting.send_signal(signal.SIGKILL)
    assert kills >= 2
    export(settings, killed, days=(days[0].date(), days[-1].date()), form=form)
    export(settings, whole, days=(days[0].date(), days[-1].date()), form=form)
    resumed, unbroken = (
        {path.relative_to(to): path.read_bytes() for path in to.rglob(f"*.{form}")} for to in (killed, whole)
    )
    assert len(unbroken) == len(days)
    assert resumed == unbroken


def test_a_span_that_ends_before_it_begins_is_refused(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="before"):
        export(settings, tmp_path, days=(LAST, LAST - DAY), form="csv")


def test_the_command_says_what_it_wrote(settings: Settings, tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("WIREROOM_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path / "home"))
    words = [
        "export",
        "--since",
        "2026-11-19",
        "--until",
        "2026-11-20",
        "--format",
        "csv",
        "--to",
        str(tmp_path),
    ]
    assert main(words) == 0
    assert "2 articles in 1 file" in capsys.readouterr().out


def test_a_day_that_was_written_while_it_lasted_is_written_again(settings: Settings, tmp_path: Path) -> None:
    """An export of every evening must not leave half days behind."""
    folder = tmp_path / "month=2026-11"
    folder.mkdir()
    half = folder / "2026-11-20.jsonl"
    half.write_text("the morning\n")
    os.utime(half, (NOW.timestamp(), NOW.timestamp()))
    assert export(settings, tmp_path, days=(LAST, LAST), form="jsonl").articles == 2
    assert len(read(half)) == 2


def test_an_export_for_training_holds_nothing_that_is_reserved(
    conn: Connection, settings: Settings, tmp_path: Path
) -> None:
    """Nor what was reserved since it was last written; what nobody looked at stays."""

    def titles() -> list[object]:
        return [row["title"] for path in sorted(tmp_path.rglob("*.jsonl")) for row in read(path)]

    def run(**how: bool) -> int:
        return export(settings, tmp_path, days=(date(2026, 11, 1), LAST), form="jsonl", **how).articles

    assert run(for_training=True) == len(titles()) == 4
    reserve(conn, {"a": True, "b": None, "c": True, "undated": True})
    assert run(for_training=True) == 1
    assert titles() == ["Report on b"]
    reserve(conn, {"b": False, "c": False})
    assert run(for_training=True) == len(titles()) == 2


def test_an_export_for_training_names_a_day_on_which_it_would_find_something(
    conn: Connection, settings: Settings, tmp_path: Path
) -> None:
    """It named the nearest day of all, where everything may be reserved."""

    def beside(first: int, *, for_training: bool) -> list[date] | None:
        days = (date(2026, 11, first), date(2026, 11, first))
        folder = tmp_path / str(for_training)
        return export(settings, folder, days=days, form="jsonl", for_training=for_training).beside

    reserve(conn, {"a": True, "b": False, "c": True})
    assert beside(10, for_training=True) == [LAST]
    assert beside(25, for_training=True) == [LAST]
    assert beside(10, for_training=False) == [date(2026, 11, 17)]
    reserve(conn, {"b": True})
    assert beside(25, for_training=True) == []


def test_a_column_has_the_type_that_the_database_gives_it(conn: Connection) -> None:
    """They were typed by hand: a new number, or `tdm_reserved`, was a text that Parquet refused."""
    types = export_types(conn)
    said = dict(
        rows(
            conn,
            "SELECT column_name, udt_name FROM information_schema.columns"
            " WHERE table_schema = 'news' AND table_name = 'articles'",
        )
    )
    as_text = {"media", "embeds", "attribution"}  # JSON, written as text
    wanted = {name: said[name].replace("_text", "text[]") for name in types if name not in as_text}
    assert {name: types[name] for name in wanted} == wanted
    assert {types[name] for name in as_text} == {"text"}


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_what_is_reserved_is_said_in_every_format(
    conn: Connection, settings: Settings, tmp_path: Path, form: str
) -> None:
    reserve(conn, {"a": True, "b": False})
    export(settings, tmp_path, days=(LAST, LAST), form=form)
    first, second = read(tmp_path / "month=2026-11" / f"{LAST}.{form}")
    assert [str(row["tdm_reserved"]) for row in (first, second)] == ["True", "False"]


def reserve(conn: Connection, reserved: dict[str, bool | None]) -> None:
    """What was seen on the pages of these articles."""
    for guid, answer in reserved.items():
        with conn.cursor() as cursor:
            cursor.execute(
                "INSERT INTO wireroom.pages (article_id, feed_id, family, url, outcome, tdm_reserved)"
                " SELECT id, 1, 'a.example', url, 'no_gain', %s FROM news.articles WHERE guid = %s"
                " ON CONFLICT (article_id) DO UPDATE SET tdm_reserved = excluded.tdm_reserved",
                (answer, guid),
            )
    conn.commit()


def test_two_exports_into_one_folder_do_not_mix(settings: Settings, tmp_path: Path) -> None:
    """Each wrote the day's one part; the file that appeared had lines of both, or half a line."""
    path = tmp_path / "day.jsonl"

    def rows_of_one() -> Iterator[dict[str, object]]:
        yield {"id": 1}
        with pytest.raises(FileBusyError, match=r"day\.jsonl is being written by another process"):
            write_file(path, iter([{"id": 2}]), "jsonl", {})
        yield {"id": 3}

    assert write_file(path, rows_of_one(), "jsonl", {}) == 2
    assert [row["id"] for row in read(path)] == [1, 3]
    assert [each.name for each in tmp_path.iterdir()] == ["day.jsonl"]


def test_what_a_killed_export_left_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / ".day.jsonl.part").write_text("half a li", encoding="utf-8")
    assert write_file(tmp_path / "day.jsonl", iter([{"id": 1}]), "jsonl", {}) == 1
    assert read(tmp_path / "day.jsonl") == [{"id": 1}]


def test_an_export_for_training_and_another_never_share_a_folder(settings: Settings, tmp_path: Path) -> None:
    """They have the same names of files: one day held what is reserved, the next did not."""
    write = partial(export, settings, days=(LAST, LAST), form="jsonl")
    for first, then in ((True, False), (False, True)):
        folder = tmp_path / f"first {first}"
        write(folder, for_training=first)
        with pytest.raises(ConfigurationError, match="name another folder"):
            write(folder, for_training=then)
        assert len(read(folder / "month=2026-11" / f"{LAST}.jsonl")) == 2
        write(folder, for_training=first)


def test_a_folder_that_an_export_for_training_wrote_nothing_into_is_free(
    settings: Settings, tmp_path: Path
) -> None:
    """With Postgres away its mark was there already: any other export was refused from then on."""
    write = partial(export, days=(LAST, LAST), form="jsonl")
    away = replace(settings, reader_database_url="postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(StoreError):
        write(away, tmp_path, for_training=True)
    assert write(settings, tmp_path).files == 1
    with pytest.raises(ConfigurationError, match="leaves nothing out"):
        write(settings, tmp_path, for_training=True)
