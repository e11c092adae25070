"""WARC files of other people as an origin: pages and feeds once each, the rest counted, a torn file named."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from wireroom.archive.files_origin import Place
from wireroom.archive.warc import WarcOrigin
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PAGE = b"<!doctype html><html><p>The ferry ran on Thursday.</p></html>"
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)


def warc(
    *answers: tuple[str, str, list[tuple[str, str]], bytes], begun: str = "2024-05-01T00:00:00Z"
) -> bytes:
    """Answers as URL, status line, headers and body, in gzip members; the file was begun at `begun`."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    writer.write_record(
        writer.create_warc_record(
            "", "warcinfo", payload=io.BytesIO(b"software: crawl\r\n"), warc_headers_dict={"WARC-Date": begun}
        )
    )
    for url, status, headers, body in answers:
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2024-05-01T10:00:00Z"},
        )
        writer.write_record(record)
    return file.getvalue()


def page(name: str, body: bytes = PAGE, **headers: str) -> tuple[str, str, list[tuple[str, str]], bytes]:
    named = [(key.replace("_", "-"), value) for key, value in headers.items()]
    return f"http://{name}", "200 OK", [("Content-Type", "text/html"), *named], body


class Reading:
    """What a file gives, what was refused and what was noted."""

    def __init__(self, path: Path, content: bytes, **more: object) -> None:
        path.write_bytes(content)
        self.refused: list[DocumentError] = []
        self.notes: list[str] = []
        place = Place(str(path), self.refused.append, NOW, note=self.notes.append, **more)  # type: ignore[arg-type]
        self.documents: list[ArchivedDocument] = list(WarcOrigin(place).documents(None))

    @property
    def urls(self) -> list[str]:
        return [document.url.removeprefix("http://") for document in self.documents]


CODINGS = [
    pytest.param(page("a.example/", gzip.compress(PAGE), Content_Encoding="gzip"), id="gzip"),
    pytest.param(page("a.example/", CHUNKED, Transfer_Encoding="chunked"), id="chunked"),
    pytest.param(page("a.example/", PAGE, Content_Encoding="gzip"), id="said to be gzip, kept unpacked"),
    pytest.param(page("a.example/", PAGE, Transfer_Encoding="chunked"), id="said to be chunked, kept whole"),
    pytest.param(
        page(
            "a.example/",
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(gzip.compress(PAGE)), gzip.compress(PAGE)),
            Transfer_Encoding="chunked",
            Content_Encoding="gzip",
        ),
        id="gzip in chunks",
    ),
]


@pytest.mark.parametrize("answer", CODINGS)
def test_a_body_is_decoded_however_the_crawler_kept_it(
    answer: tuple[str, str, list[tuple[str, str]], bytes], tmp_path: Path
) -> None:
    (document,) = Reading(tmp_path / "one.warc.gz", warc(answer)).documents
    assert document.body == PAGE
    assert document.captured_at == datetime(2024, 5, 1, 10, tzinfo=UTC)


def test_what_is_no_page_is_left_out_and_counted_by_reason(tmp_path: Path) -> None:
    read = Reading(
        tmp_path / "one.warc.gz",
        warc(
            page("a.example/1"),
            page("a.example/1"),
            ("http://a.example/2", "404 Not Found", [("Content-Type", "text/html")], PAGE),
            ("http://a.example/robots.txt", "200 OK", [("Content-Type", "text/plain")], b"User-agent: *"),
        ),
    )
    assert read.urls == ["a.example/1"]
    for reason in ("1 the same bytes", "1 answered with 404", "1 of type text/plain, no page or feed"):
        assert reason in read.notes[0]


def test_a_file_whose_line_ends_were_converted_is_read_all_the_same(tmp_path: Path) -> None:
    """As pywb's `missing-status-text.warc`: it was "torn at byte 0"."""
    head = b"HTTP/1.0 302 \r\r\nLocation: http://a.example/\r\r\n\r\r\n"
    lines = (
        "WARC/1.0", "WARC-Type: response", "WARC-Record-ID: <urn:uuid:1>", "WARC-Date: 2014-01-27T17:12:38Z",
        f"Content-Length: {len(head)}", "Content-Type: application/http", "WARC-Target-URI: http://a.example/x",
    )  # fmt: skip
    record = b"".join(line.encode() + b"\r\r\n" for line in lines) + b"\r\r\n" + head + b"\r\r\n\r\r\n"
    read = Reading(tmp_path / "odd.warc", record)
    assert not read.refused
    assert "1 answered with 302" in read.notes[0]


def test_a_page_of_an_arc_file_is_kept_no_larger_than_the_limit(tmp_path: Path) -> None:
    def arc(url: str, content: bytes) -> bytes:
        return f"{url} 1.2.3.4 20240501100000 text/html {len(content)}\n".encode() + content + b"\n"

    answer = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    version = b"1 0 test\nURL IP-address Archive-date Content-type Archive-length\n"
    head = f"filedesc://x.arc 0.0.0.0 20240501000000 text/plain {len(version)}\n".encode() + version + b"\n"
    content = head + arc("http://a.example/1", answer) + arc("http://a.example/2", answer + b"x" * 5_000)
    read = Reading(tmp_path / "x.arc", content, max_bytes=2_000)
    assert read.urls == ["a.example/1"]
    assert "1 too large" in read.notes[0]


def test_only_the_hosts_that_were_named_are_read(tmp_path: Path) -> None:
    answers = warc(page("a.example/1"), page("news.a.example/2"), page("ba.example/3"))
    assert Reading(tmp_path / "x.warc.gz", answers, hosts=("a.example",)).urls == [
        "a.example/1",
        "news.a.example/2",
    ]


def test_a_torn_file_gives_its_complete_records_and_names_the_byte(tmp_path: Path) -> None:
    whole = warc(page("a.example/1"), page("a.example/2"))
    last = len(warc(page("a.example/1")))
    for cut in (len(whole) - 20, last + 5):
        read = Reading(tmp_path / "torn.warc.gz", whole[:cut])
        assert read.urls == ["a.example/1"]
        assert len(read.refused) == 1
        assert "is torn at byte" in str(read.refused[0])


def test_an_archive_that_was_written_long_after_its_captures_is_a_rewrite(tmp_path: Path) -> None:
    late = warc(page("a.example/1"), begun="2026-01-01T00:00:00Z")
    assert Reading(tmp_path / "late.warc.gz", late).documents[0].is_rewritten
    assert not Reading(tmp_path / "crawl.warc.gz", warc(page("a.example/1"))).documents[0].is_rewritten


def test_a_file_that_is_no_warc_is_refused_by_name(tmp_path: Path) -> None:
    read = Reading(tmp_path / "notes.warc", b"These are notes, not an archive.")
    assert read.urls == []
    assert "notes.warc" in str(read.refused[0])


def wacz(**files: bytes) -> bytes:
    """As browsers' archivers write them: WARC files beside indexes, in a zip that packs nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("datapackage.json", "{}")
        for name, content in files.items():
            packed.writestr(f"archive/{name}.warc.gz", content)
        packed.writestr("indexes/index.cdx", "a 1 {}")
    return out.getvalue()


def test_a_wacz_gives_the_pages_of_its_warc_files_each_once(tmp_path: Path) -> None:
    content = wacz(one=warc(page("a.example/1")), two=warc(page("a.example/1"), page("a.example/2")))
    read = Reading(tmp_path / "kept.wacz", content)
    assert [document.url for document in read.documents] == ["http://a.example/1", "http://a.example/2"]
    assert read.refused == []


def test_a_torn_file_in_a_wacz_costs_the_others_nothing_and_is_named(tmp_path: Path) -> None:
    torn = warc(page("a.example/1"), page("a.example/2"))[:-30]
    read = Reading(tmp_path / "kept.wacz", wacz(one=torn, two=warc(page("a.example/3"))))
    assert [document.url[-1] for document in read.documents] == ["1", "3"]
    (error,) = read.refused
    assert "kept.wacz#archive/one.warc.gz" in str(error)
    assert error.state == "damaged"


def with_part(packed: bytes, name: str, broken: str) -> bytes:
    """The zip with one member that nobody can read."""
    with zipfile.ZipFile(io.BytesIO(packed)) as read:
        info = read.getinfo(name)
        at, size = info.header_offset, info.compress_size
    content, listed = bytearray(packed), packed.index(name.encode(), packed.index(b"PK\x01\x02")) - 46
    if broken == "encrypted":
        content[at + 6] |= 1
        content[listed + 8] |= 1
    elif broken == "packed in an unknown way":
        content[at + 8] = content[listed + 10] = 99
    elif broken == "under another name":
        content[at + 30] ^= 1
    else:
        middle = at + 30 + len(name) + size // 2
        content[middle : middle + 8] = b"\xff" * 8
    return bytes(content)


@pytest.mark.parametrize(
    "broken", ["encrypted", "packed in an unknown way", "under another name", "torn in the middle"]
)
@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_part_of_a_wacz_that_cannot_be_unpacked_costs_the_others_nothing(
    tmp_path: Path, broken: str, how: int
) -> None:
    """It ended the file, or was a fault of Wireroom's."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as packed:
        packed.writestr("archive/one.warc", gzip.decompress(warc(page("a.example/1"))))
        packed.writestr("archive/two.warc.gz", warc(page("a.example/2")))
    read = Reading(tmp_path / "kept.wacz", with_part(out.getvalue(), "archive/one.warc", broken))
    assert read.urls == ["a.example/2"]
    (error,) = read.refused
    assert "kept.wacz#archive/one.warc" in str(error)
    assert error.state == "damaged"


def test_a_zip_without_a_warc_file_says_what_it_is_not(tmp_path: Path) -> None:
    read = Reading(tmp_path / "kept.wacz", wacz())
    assert "without a WARC file" in str(read.refused[0])


def test_a_wacz_of_wacz_files_says_what_to_do(tmp_path: Path) -> None:
    """`documents:`, to which it was sent, sent it back."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("one.wacz", wacz())
    read = Reading(tmp_path / "many.wacz", out.getvalue())
    assert "many.wacz: holds WACZ files: unpack it" in str(read.refused[0])
