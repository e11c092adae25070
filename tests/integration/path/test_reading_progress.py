"""A file of gigabytes does not look hung: it is told at which byte its reading is, whatever it brings."""

from __future__ import annotations

import multiprocessing
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from multiprocessing.synchronize import Semaphore
from pathlib import Path
from random import Random

import psycopg2
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from support.file_backfills import file_place
from support.file_server import ServedFile, serving
from support.sample_newsroom import Newsroom, newsroom, subscribe
from wireroom.backfill import read_so_far
from wireroom.backfill.read_so_far import Pace, ReadSoFar, SetProgress
from wireroom.backfill.unit_reading import UnitReading
from wireroom.cli.backfill import backfill_days
from wireroom.cli.backfill.backfill_status import line
from wireroom.common.text.counted import size_in_words
from wireroom.models import BackfillRequest
from wireroom.settings import Settings
from wireroom.store.backfills import backfills
from wireroom.store.connection import connect

NOW = datetime(2026, 11, 24, tzinfo=UTC)
PAGES = 12
FILLING = 150_000  # bytes behind each page, of no use


@pytest.fixture
def settings(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(read_so_far, "EVERY", 0.0)
    return replace(Settings(), database_url=database_url)


@pytest.fixture
def in_turn(monkeypatch: pytest.MonkeyPatch) -> Semaphore:
    """The reading, which is a process apart, waits at each word until it was heard and this is released."""
    turn, heard = multiprocessing.Semaphore(0), SetProgress.heard

    def and_wait(progress: SetProgress, reading: UnitReading) -> None:
        heard(progress, reading)
        turn.acquire(timeout=30)

    monkeypatch.setattr(SetProgress, "heard", and_wait)
    return turn


def warc(path: Path) -> None:
    draw = Random(1)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(PAGES):
            page = f"<html><body><h1>Ferry {number}</h1><p>{'The ferry ran. ' * 40}</p></body></html>"
            for kind, body in (("text/html", page.encode()), ("image/png", draw.randbytes(FILLING))):
                head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
                url = f"https://a.example/{number}.{kind[-3:]}"
                record = writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=head)
                writer.write_record(record)


def pictures(path: Path) -> None:
    """Nothing in it is even opened as a document; a page comes last."""
    draw = Random(1)
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(PAGES):
            packed.writestr(f"{number}.bin.txt", draw.randbytes(FILLING).hex())
        packed.writestr("ferry.txt", "date 2026-11-20\n" + "The ferry ran. " * 40)


@pytest.mark.parametrize(("origin", "make"), [("warc", warc), ("documents", pictures)])
def test_within_a_file_it_is_told_how_far_its_reading_is(
    settings: Settings, tmp_path: Path, origin: str, make: Callable[[Path], None], in_turn: Semaphore
) -> None:
    """One file of gigabytes was "0 of 1 files" until its end."""
    place = tmp_path / "large.warc.gz" if origin == "warc" else tmp_path / "large.zip"
    make(place)
    heard: list[ReadSoFar] = []
    lines: list[str] = []

    def on_read(so_far: ReadSoFar) -> None:
        heard.append(so_far)
        with connect(settings.database_url) as conn:
            lines.extend(line(each, NOW) for each in backfills(conn, now=NOW))
        in_turn.release()

    file_place(settings, origin, str(place), key="first", now=NOW, on_read=on_read)

    size = place.stat().st_size
    assert {so_far.size for so_far in heard} == {size}
    tenths = {so_far.position * 10 // size for so_far in heard}
    assert tenths >= set(range(1, 10)), "every part of the file was told of"
    assert heard[-1].documents + heard[-1].left_out >= PAGES - 1
    middle = next(so_far for so_far in heard if 0.5 < so_far.share < 0.9)
    assert f"0 of 1 file; in {place.name}: {size_in_words(middle.position)} of " in str(middle)
    told = f"0 of 1 file, {size_in_words(middle.position)} of {size_in_words(size)}"
    assert any(told in each for each in lines), "whoever asks for its status sees it too"


def test_of_several_files_the_share_is_of_all(settings: Settings, tmp_path: Path) -> None:
    for number in range(3):
        warc(tmp_path / f"{number}.warc.gz")
    heard: list[ReadSoFar] = []
    file_place(settings, "warc", str(tmp_path), key="first", now=NOW, on_read=heard.append)
    furthest = {so_far.files: so_far.share for so_far in heard}
    assert [round(furthest[files], 1) for files in (0, 1, 2)] == [0.3, 0.7, 1.0]


def test_a_file_that_is_downloaded_first_is_told_of_too(
    settings: Settings, tmp_path: Path, served: ServedFile
) -> None:
    heard: list[ReadSoFar] = []
    file_place(settings, "warc", served.url, key="first", now=NOW, on_read=heard.append)
    whole = len(served.content)
    downloaded = [so_far.position for so_far in heard if so_far.documents == 0]
    assert any(0.2 < position / whole < 0.8 for position in downloaded)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServedFile]:
    """From a server that gives no parts."""
    warc(tmp_path / "a.warc.gz")
    file = ServedFile((tmp_path / "a.warc.gz").read_bytes())
    file.in_parts, file.says = False, "none"
    with serving(file) as each:
        yield each


def test_a_resumed_file_is_timed_from_where_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine tenths that an earlier run had read made the rest look done at once."""
    seconds = iter([0.0, 0.0, 10.0])
    monkeypatch.setattr(read_so_far.time, "monotonic", lambda: next(seconds))
    pace = Pace()
    assert pace.left(0.90) == "too early to say how long"
    assert pace.left(0.95) == "about 0:00:10 left"


def test_where_the_reading_was_told_to_be_outlives_it(
    settings: Settings, tmp_path: Path, in_turn: Semaphore
) -> None:
    warc(tmp_path / "a.warc.gz")

    def on_read(so_far: ReadSoFar) -> None:
        if so_far.share > 0.5:
            raise KeyboardInterrupt
        in_turn.release()

    with pytest.raises(KeyboardInterrupt):
        file_place(settings, "warc", str(tmp_path), key="first", now=NOW, on_read=on_read)
    with psycopg2.connect(settings.database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT state, size_read::float / size FROM news.backfill_units")
        ((state, share),) = cursor.fetchall()
    assert state == "planned"
    assert 0.5 < share < 0.7


@pytest.fixture
def room(database_url: str, tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(database_url, tmp_path) as running:
        running.settings = replace(running.settings, family_pause=0.0)
        subscribe(running.settings, "diario-del-puerto")
        yield running


def test_a_walk_over_a_feeds_past_is_told_of_while_it_goes_on(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All there is of a feed, or a day of a slow web archive, went without a word until its end."""
    monkeypatch.setattr(backfill_days, "at_times", partial(read_so_far.at_times, seconds=0.0))
    day = room.now.date() - timedelta(days=2)
    assert backfill_days.run(room.settings, BackfillRequest("paged"), [day], clock=room.clock) == 0
    said = capsys.readouterr().out
    found = re.findall(r"0 of 1 feed walked; in .*: (\d+) requests?, [\d.,]+ [kM]B\n", said)
    assert list(map(int, found)) == list(range(1, len(found) + 1))
    assert len(found) > 5
    assert re.search(r"  storing: \d+ articles read", said)


@pytest.mark.parametrize(
    ("origin", "words"), [("paged", "goes on"), ("landed", "begins again; what is stored is skipped")]
)
def test_whoever_stops_a_load_of_all_there_is_is_told_what_is_kept(
    room: Newsroom,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    origin: str,
    words: str,
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backfill_days, "gather", stopped)
    with pytest.raises(KeyboardInterrupt):
        backfill_days.run_all(room.settings, BackfillRequest(origin), clock=room.clock)
    said = capsys.readouterr().err
    assert f"stopped: what was fetched and stored is kept; the same command {words}\n" in said
