"""A file that a server gives in parts is read to its end, though its connections break."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from random import Random

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from support.file_server import ServedFile, serving
from wireroom.archive import Bookmark, Place
from wireroom.archive.saved import remote_file
from wireroom.archive.warc import WarcOrigin
from wireroom.errors import DocumentError

NOW = datetime(2026, 11, 24, tzinfo=UTC)
PAGES = 160  # of 60 kB: more than the parts that fsspec asks for
ALL = [f"https://a.example/{number}" for number in range(PAGES)]
LETTERS = "abcdefghij klmnopqrstuvwxyz 0123456789"


@pytest.fixture(scope="module")
def content() -> bytes:
    """A WARC file."""
    file, draw = BytesIO(), Random(1)
    writer = WARCWriter(file, gzip=True)
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    for url in ALL:
        body = f"<html><body><h1>Ferry</h1><p>{''.join(draw.choices(LETTERS, k=60_000))}</p></body></html>"
        payload = BytesIO(body.encode())
        writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=head))
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
