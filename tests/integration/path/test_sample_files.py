"""A look into files tells what reading them will bring, whatever was read before; it writes nothing."""

from __future__ import annotations

import gzip
import json
import os
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from random import Random

import psycopg2
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from support import mixed_documents
from support.file_backfills import file_place
from wireroom.backfill.estimates import look_into, sample_files
from wireroom.backfill.estimates.expect_files import price_place
from wireroom.backfill.jobs import Filed
from wireroom.backfill.plan_files import FilesPlan
from wireroom.models import BackfillRequest, DayRange
from wireroom.settings import Budget, Settings

NOW = datetime(2026, 11, 24, tzinfo=UTC)
FEW = 3  # articles: of less no estimate can tell


@pytest.fixture
def settings(database_url: str) -> Settings:
    return replace(Settings(), database_url=database_url)


def page(number: int, times: int = 30) -> bytes:
    words = f"The ferry {number} ran again, with a rudder from the town hall. " * times
    return f"<html><body><article><h1>Ferry {number}</h1><p>{words}</p></article></body></html>".encode()


def texts(folder: Path) -> Path:
    for number in range(60):
        (folder / f"{number}.txt").write_text(f"date 2026-10-12 Ferry {number}. Tea was given.")
    return folder


def pages(folder: Path) -> Path:
    for number in range(25):
        (folder / f"{number}.html").write_bytes(page(number))
    return folder


def zipped(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(400):
            packed.writestr(f"{number}.html", page(number, 3 + number % 5))
    return folder / "a.zip"


def rows(folder: Path) -> Path:
    made = ({"url": f"https://a.example/{n}", "text": f"Tea {n} was given. " * 40} for n in range(300))
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, made)))
    return folder / "rows.jsonl"


def feed(folder: Path) -> Path:
    items = "".join(f"<item><title>Ferry {n}</title><guid>{n}</guid></item>" for n in range(80))
    (folder / "feed.xml").write_text(f"<rss version='2.0'><channel><title>A</title>{items}</channel></rss>")
    return folder / "feed.xml"


def pictures_and_pages(folder: Path) -> Path:
    with tarfile.open(folder / "a.tar", "w") as packed:
        for number in range(40):
            body = page(number) if number % 4 else Random(number).randbytes(20_000)
            info = tarfile.TarInfo(f"{number}.{'html' if number % 4 else 'png'}")
            info.size = len(body)
            packed.addfile(info, BytesIO(body))
    return folder / "a.tar"


def warc(folder: Path) -> Path:
    with (folder / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(240):
            kind = "text/html" if number % 2 else "image/png"
            body = page(number) if number % 2 else Random(number).randbytes(3_000)
            head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            url = f"https://a.example/{number}"
            writer.write_record(
                writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=head)
            )
    return folder / "a.warc.gz"


def planned(settings: Settings, origin: str, place: Path) -> tuple[FilesPlan, Filed]:
    plans: list[FilesPlan] = []
    filed = file_place(settings, origin, str(place), key=str(place), now=NOW, on_plan=plans.append)
    return plans[0], filed


def many_kinds(folder: Path) -> Path:
    return mixed_documents.of_many_kinds(folder / "kinds", warc(folder).read_bytes())


def table_then_pages(folder: Path) -> Path:
    """A zip in the order of names: what stands first tells little of the rest."""
    (folder / "a.zip").write_bytes(mixed_documents.LARGE["table-and-pages.zip"]())
    return folder / "a.zip"


def pictures_then_pages(folder: Path) -> Path:
    def members() -> Iterator[tuple[str, bytes]]:
        yield from ((f"a/{n}.png", Random(n).randbytes(60_000)) for n in range(60))
        yield from ((f"b/{n}.html", page(n, 3 + n % 5)) for n in range(250))

    (folder / "a.tar").write_bytes(mixed_documents.tarred(members(), "w:"))
    return folder / "a.tar"


@pytest.mark.parametrize(
    "make",
    [
        *(pages, zipped, rows, feed, pictures_and_pages, warc),
        *(many_kinds, table_then_pages, pictures_then_pages),
    ],
)
def test_what_was_read_before_does_not_mislead(
    settings: Settings, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    """After sixty texts of a line, forty pages were to hold 2,417 articles."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "then").mkdir()
    planned(settings, "documents", texts(tmp_path / "texts"))
    plan, filed = planned(settings, "warc" if make is warc else "documents", make(tmp_path / "then"))
    came, told = filed.counts.entries, plan.expected.articles
    assert told is not None
    assert abs(told - came) <= FEW or came / 2 <= told <= came * 2
    assert plan.expected.cpu_seconds
    assert "by a look into " in str(plan.expected)


def test_a_plan_writes_nothing_and_knows_what_was_read(settings: Settings, tmp_path: Path) -> None:
    pages(tmp_path)
    told = price_place(settings, BackfillRequest("documents", str(tmp_path)), now=NOW)
    assert "0 of 25 files were read before; about 25 articles, " in told
    with psycopg2.connect(settings.database_url) as conn, conn.cursor() as cursor:
        for table in ("backfills", "backfill_units", "runs", "articles"):
            cursor.execute(f"SELECT count(*) FROM wireroom.{table}")
            assert cursor.fetchone() == (0,)
    planned(settings, "documents", tmp_path)
    (tmp_path / "new.html").write_bytes(page(99))
    told = price_place(settings, BackfillRequest("documents", str(tmp_path)), now=NOW)
    assert "25 of 26 files were read before; about 1 article, " in told


@pytest.mark.parametrize("window", [None, (date(2026, 10, 12), date(2026, 10, 12))])
def test_of_a_long_feed_a_few_entries_are_looked_at(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: DayRange | None
) -> None:
    """A blog's export took the eight seconds that a look has, and nothing was known of its folder."""
    monkeypatch.setattr(sample_files, "_HARD_SECONDS", 5)
    (tmp_path / "export.xml").write_bytes(mixed_documents.feed(range(20_000)))
    (tmp_path / "page.html").write_bytes(page(1))
    request = BackfillRequest("documents", str(tmp_path), window)
    told = price_place(settings, request, now=NOW)
    found = re.search(
        r"about ([\d,]+) articles, (\d):(\d\d):(\d\d) of CPU time, by a look into 2 of them", told
    )
    assert found
    articles = int(found[1].replace(",", ""))
    assert 18_000 < articles < 22_000
    assert int(found[3]) * 60 + int(found[4]) > 20, "all of them are transformed when it is read"


def test_a_file_of_which_nobody_can_tell_is_not_guessed(settings: Settings, tmp_path: Path) -> None:
    """Rows that are held in memory come after all of the file was read; packed, nobody knows its size."""
    (tmp_path / "same.jsonl.gz").write_bytes(gzip.compress(mixed_documents.lines(range(1))))
    row = b'{"title":"a","text":"Tea was given","date":"2026-10-12"}\n'
    (tmp_path / "many.jsonl.gz").write_bytes(gzip.compress(row * 200_000))
    began = sum(os.times()[:4])
    told = price_place(settings, BackfillRequest("documents", str(tmp_path)), now=NOW)
    assert sum(os.times()[:4]) - began < 5
    assert "about 1 article, " in told
    assert "without 1 of them" in told


def test_a_look_that_a_document_ends_costs_the_plan_nothing(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that takes for ever is refused when it is filed; planning says what it could see."""
    monkeypatch.setattr(sample_files, "_HARD_SECONDS", 1)
    settings = replace(settings, budget=replace(Budget(), document_seconds=60, entry_seconds=60))
    monkeypatch.setattr(look_into.FileLook, "into", lambda *_: [1 for _ in iter(int, 1)])
    pages(tmp_path)
    told = price_place(settings, BackfillRequest("documents", str(tmp_path)), now=NOW)
    assert "0 of 25 files were read before; articles and CPU time unknown" in told


def test_of_files_elsewhere_only_files_of_their_size_tell(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample_files, "_KINDS", 0)  # as if none lay on this machine
    planned(settings, "documents", texts(tmp_path))
    other = tmp_path / "other"
    other.mkdir()
    plan, _ = planned(settings, "documents", pages(other))
    assert plan.expected.articles is None, "texts of a line tell nothing of pages"
    more = tmp_path / "more"
    more.mkdir()
    for number in range(100, 110):
        (more / f"{number}.html").write_bytes(page(number))
    (more / "large.html").write_bytes(page(1, 40_000))
    told = price_place(settings, BackfillRequest("documents", str(more)), now=NOW)
    assert "about 10 articles" in told
    assert (
        "by files of their size read before, without 1 of them, since none of their kind was read before"
        in told
    )
