"""A file that a server gives in parts is read to its end, though its connections break."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from random import Random

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from wireroom.archive import Place
from wireroom.archive.saved import remote_file
from wireroom.archive.warc import WarcOrigin
from wireroom.errors import DocumentError

NOW = datetime(2026, 11, 24, tzinfo=UTC)
PAGES = 160  # of 60 kB: more than the parts that fsspec asks for
LETTERS = "abcdefghij klmnopqrstuvwxyz 0123456789"


@pytest.fixture(scope="module")
def content() -> bytes:
    """A WARC file."""
    file, draw = BytesIO(), Random(1)
    writer = WARCWriter(file, gzip=True)
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    for number in range(PAGES):
        body = f"<html><body><h1>Ferry</h1><p>{''.join(draw.choices(LETTERS, k=60_000))}</p></body></html>"
        url, payload = f"https://a.example/{number}", BytesIO(body.encode())
        writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=head))
    return file.getvalue()


@contextmanager
def served(
    content: bytes, torn_at: list[int], *, in_parts: bool = True, says: str = "bytes"
) -> Iterator[tuple[str, list[int]]]:
    """URL, and the bytes of each answer to a part; at each byte of `torn_at` a connection breaks, once."""
    sent: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Accept-Ranges", says)
            self.end_headers()

        def do_GET(self) -> None:
            asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
            if asked is None or not in_parts:
                self.do_HEAD()
                self.wfile.write(b"" if in_parts else content)  # fsspec looks whether it is a folder
                self.close_connection = True
                return
            first, last = int(asked[1]), min(int(asked[2]), len(content) - 1)
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
            self.send_header("Content-Length", str(last + 1 - first))
            self.end_headers()
            end = next((byte for byte in torn_at if first <= byte <= last), last + 1)
            self.wfile.write(content[first:end])
            sent.append(end - first)
            if end <= last:
                torn_at.remove(end)
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/crawl.warc.gz", sent
    finally:
        server.shutdown()
        server.server_close()


def read(url: str) -> list[str]:
    origin = WarcOrigin(Place(url, print, NOW))
    return [document.url for unit in origin.list() for document in origin.read(unit, Counter())]


def test_a_connection_that_breaks_in_the_middle_is_mended_where_it_broke(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ended the file, which was then read again from its beginning: a gigabyte of Common Crawl."""
    monkeypatch.setattr(remote_file, "_PAUSE", 0.01)
    third = len(content) // 3
    torn = [third, 2 * third, len(content) - 10]
    with served(content, torn) as (url, sent):
        assert read(url) == [f"https://a.example/{number}" for number in range(PAGES)]
    assert torn == []
    assert sum(sent) < 3 * len(content), "parts are asked for again, not the file"


def test_a_server_that_goes_on_breaking_ends_the_file_in_words(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_file, "_PAUSE", 0.01)
    middle = len(content) // 2
    with (
        served(content, [middle] * 100) as (url, _),
        pytest.raises(DocumentError, match="the storage refuses") as told,
    ):
        read(url)
    assert told.value.state == "failed", "the next backfill tries again"


@pytest.mark.parametrize("says", ["bytes", "none"])
def test_a_server_that_gives_no_parts_is_told_apart(content: bytes, says: str) -> None:
    """It was called a storage of an unknown kind."""
    with (
        served(content, [], in_parts=False, says=says) as (url, _),
        pytest.raises(DocumentError, match="gives no parts of files: download it"),
    ):
        read(url)
