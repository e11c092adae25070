"""A record comes back from other readers as it was written, whatever its size."""

from __future__ import annotations

import io
import random
import zlib

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from wireroom.landing.warc_record import write_record

SIZES = (0, 1, 100, 300, 511, 512, 1_024, 2_047, 4_096, 20_000, 32_768, 65_536, 1 << 20, (2 << 20) + 7)


@pytest.mark.parametrize("is_noise", [True, False])
def test_records_of_any_size_come_back(is_noise: bool) -> None:
    draw = random.Random(1)
    bodies = [draw.randbytes(size) if is_noise else (b"The ferry. " * size)[:size] for size in SIZES]
    file = io.BytesIO()
    names = {"WARC-Target-URI": "urn:a", "WARC-Date": "2026-11-23T08:00:00Z"}
    ids = [write_record(file, "metadata", names, b"a:", body, content_type="text/plain") for body in bodies]
    file.seek(0)
    read = [
        (record.rec_headers.get_header("WARC-Record-ID"), record.content_stream().read())
        for record in ArchiveIterator(file, check_digests="raise")
    ]
    assert read == [(number, b"a:" + body) for number, body in zip(ids, bodies, strict=True)]
    file.seek(0)
    assert [record.reader.read() for record in FastIterator(file)] == [b"a:" + body for body in bodies]


def test_a_small_record_asks_for_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """zlib's 256 kB are cleared by the kernel for every record: that took most of landing a 304."""
    windows = []
    compressobj = zlib.compressobj

    def noted(level: int, method: int, window: int, memory: int) -> object:
        windows.append((window - 16, memory))
        return compressobj(level, method, window, memory)

    monkeypatch.setattr(zlib, "compressobj", noted)
    write_record(io.BytesIO(), "metadata", {}, b"a: b\r\n", content_type="application/warc-fields")
    write_record(io.BytesIO(), "metadata", {}, b"a: b\r\n" * 10_000, content_type="application/warc-fields")
    assert windows == [(9, 2), (15, 8)]
