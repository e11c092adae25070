"""A file that a server gives in parts is read to its end, though its connections break."""

from __future__ import annotations

import errno
import os
import tarfile
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from typing import IO, Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from support.file_server import ServedFile, serving
from wireroom.archive import warc
from wireroom.archive.files_origin import Bookmark, Place
from wireroom.archive.saved import remote_file
from wireroom.archive.saved.documents import DocumentsOrigin
from wireroom.archive.saved.saved_files import open_saved
from wireroom.archive.warc import WarcOrigin
from wireroom.errors import DocumentError

NOW = datetime(2026, 11, 24, tzinfo=UTC)
PAGES = 160  # of 60 kB: more than the parts that fsspec asks for
ALL = [f"https://a.example/{number}" for number in range(PAGES)]
LETTERS = "abcdefghij klmnopqrstuvwxyz 0123456789"


@pytest.fixture(scope="module")
def content() -> bytes:
    """A WARC file."""
    return crawl(images=0)


@pytest.fixture(scope="module")
def long() -> bytes:
    """One of which parts are left to fetch after some pages."""
    return crawl(images=100_000)


def crawl(*, images: int) -> bytes:
    """Pages, and behind each a record of so many bytes that is none."""
    file, draw = BytesIO(), Random(1)
    letters = "".join(draw.choices(LETTERS, k=60_000 + PAGES))
    writer = WARCWriter(file, gzip=True)
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    for place, url in enumerate(ALL):
        body = f"<html><body><h1>Ferry</h1><p>{letters[place : place + 60_000]}</p></body></html>"
        payload = BytesIO(body.encode())
        writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=head))
        image = BytesIO(draw.randbytes(images))
        writer.write_record(writer.create_warc_record(f"{url}.png", "metadata", payload=image))
    return file.getvalue()


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_file, "_PAUSE", 0.01)


def read(url: str, notes: list[str] | None = None) -> list[str]:
    origin = WarcOrigin(Place(url, print, NOW, note=([] if notes is None else notes).append))
    return [document.url for unit in origin.list() for document in origin.read(unit, Counter())]


def test_a_connection_that_breaks_in_the_middle_is_mended_where_it_broke(content: bytes) -> None:
    """It ended the file, which was then read again from its beginning: a gigabyte of Common Crawl."""
    third = len(content) // 3
    with serving(ServedFile(content, [third, 2 * third, len(content) - 10])) as file:
        assert read(file.url) == ALL
    assert file.torn_at == []
    assert file.sent_bytes < 3 * len(content), "parts are asked for again, not the file"


def test_a_server_that_goes_on_breaking_ends_the_file_in_words(content: bytes) -> None:
    middle = len(content) // 2
    with (
        serving(ServedFile(content, [middle] * 100)) as file,
        pytest.raises(DocumentError, match="the storage refuses") as told,
    ):
        read(file.url)
    assert told.value.state == "failed", "the next backfill tries again"


@pytest.mark.parametrize("says", ["bytes", "none"])
def test_from_a_server_that_gives_no_parts_the_file_is_downloaded_and_that_is_said(
    content: bytes, says: str
) -> None:
    """The file was refused: whoever wanted it had to download it by hand."""
    notes: list[str] = []
    torn = [len(content) // 2]
    with serving(ServedFile(content, torn, in_parts=False, says=says)) as file:
        assert read(file.url, notes) == ALL
    assert torn == [], "once more from its start"
    assert [note for note in notes if "gives no parts" in note] == notes != []


def away(origin: WarcOrigin, leave: Callable[[], None], after: Bookmark) -> list[Bookmark]:
    """How far a file is read whose server leaves after ten pages; another time it is tried again."""
    (unit,) = origin.list()
    read_so_far: list[Bookmark] = []
    with pytest.raises(DocumentError, match="cannot be read") as told:  # noqa: PT012 - it leaves in between
        for bookmark, _ in origin.read_on(unit, Counter(), after):
            read_so_far.append(bookmark)
            if len(read_so_far) == 10:
                leave()
    assert told.value.state == "failed"
    return read_so_far


def back_when_given_up(file: ServedFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server answers again as soon as nobody tries any more."""
    tries = remote_file._tried

    def tried(read: Callable[[], bytes]) -> bytes:
        try:
            return tries(read)
        except OSError:
            file.resets = 0
            raise

    monkeypatch.setattr(remote_file, "_tried", tried)


def test_a_server_that_resets_every_try_and_comes_back_loses_no_page(
    long: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the storage raised was taken for damage of the file, which is never read again."""
    with serving(ServedFile(long)) as file:
        back_when_given_up(file, monkeypatch)
        origin = WarcOrigin(Place(file.url, print, NOW))

        def leave() -> None:
            file.resets = 1_000

        first = away(origin, leave, Bookmark())
        (unit,) = origin.list()
        rest = [each.url for _, each in origin.read_on(unit, Counter(), first[-1]) if each]
    assert rest == ALL[len(first) :]


def test_a_server_that_is_gone_does_not_damage_a_file(long: bytes) -> None:
    with ExitStack() as ends:
        file = ends.enter_context(serving(ServedFile(long)))

        def leave() -> None:
            ends.close()
            file.resets = 1_000  # of the connection that is open still

        assert 10 <= len(away(WarcOrigin(Place(file.url, print, NOW)), leave, Bookmark())) < PAGES


def test_a_bookmark_is_kept_where_the_server_is_away_when_it_is_opened(
    long: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was thrown away, and the file read from its start."""
    with serving(ServedFile(long)) as file:
        origin = WarcOrigin(Place(file.url, print, NOW))
        (unit,) = origin.list()
        passed = [bookmark for bookmark, _ in origin.read_on(unit, Counter(), Bookmark())]
        file.sent.clear()
        file.resets = 1_000
        back_when_given_up(file, monkeypatch)
        with pytest.raises(DocumentError, match="the storage refuses"):
            list(origin.read_on(unit, Counter(), passed[PAGES - 11]))
    assert file.sent == []


def test_a_disk_that_breaks_off_does_not_damage_a_file(
    long: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(long)
    opened: list[IO[bytes]] = []

    def remembered(*asked: Any) -> IO[bytes]:
        opened.append(open_saved(*asked))
        return opened[-1]

    def leave() -> None:
        with (tmp_path / "other").open("wb") as other:
            os.dup2(other.fileno(), opened[-1].fileno())  # nothing can be read of it

    monkeypatch.setattr(warc, "open_saved", remembered)
    assert len(away(WarcOrigin(Place(str(path), print, NOW)), leave, Bookmark())) >= 10


def test_a_file_is_opened_again_where_its_last_record_began(content: bytes) -> None:
    """It was fetched again from its first byte."""
    with serving(ServedFile(content)) as file:
        origin = WarcOrigin(Place(file.url, print, NOW))
        (unit,) = origin.list()
        passed = [bookmark for bookmark, _ in origin.read_on(unit, Counter(), Bookmark())]
        file.sent.clear()
        urls = [each.url for _, each in origin.read_on(unit, Counter(), passed[PAGES - 11]) if each]
    assert urls == ALL[-10:]
    assert file.sent_bytes < len(content) / 10
    assert min(first for first, _ in file.sent) > len(content) * 0.9


@pytest.mark.parametrize("says", ["bytes", "none"])
def test_a_disk_that_is_full_is_filled_once_and_named(
    content: bytes, monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    """Five times it was, and then the words were `I/O operation on closed file`."""
    fills: list[int] = []

    class Full(BytesIO):
        def write(self, _: object) -> int:
            fills.append(1)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: Full())
    with (
        serving(ServedFile(content, in_parts=False, says=says)) as file,
        pytest.raises(DocumentError, match="the disk is full") as told,
    ):
        read(file.url)
    assert len(fills) == 1
    assert tempfile.gettempdir() in str(told.value)
    assert told.value.state == "failed"


def test_a_packed_tar_is_read_as_it_comes() -> None:
    """Not fetched whole before its first document, and mended where its connection breaks (decision 245)."""
    out, draw = BytesIO(), Random(3)
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        for number in range(400):
            member = tarfile.TarInfo(f"{number:03}.txt")
            body = b"The ferry ran. " + draw.randbytes(40_000).hex().encode()
            member.size = len(body)
            packed.addfile(member, BytesIO(body))
    content = out.getvalue()
    served = ServedFile(content, torn_at=[9_000_000, 12_000_000], name="saved.tar.gz")
    with serving(served) as file:
        origin = DocumentsOrigin(Place(file.url, pytest.fail, NOW, note=pytest.fail))
        (unit,) = origin.list()
        documents = (document for _, document in origin.read_on(unit, Counter(), Bookmark()))
        first = next(documents)
        assert file.sent_bytes < len(content) / 2
        names = [first.url, *(document.url for document in documents)]
        assert names == [f"file:{number:03}.txt" for number in range(400)]
        assert file.bytes_again < 2 * 6_000_000, "what was read ahead, not all of it"
