"""Read the records of a WARC or ARC file with their bytes; of a torn file, the whole ones."""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as SlowIterator
from warcio.exceptions import ArchiveLoadFailed

from wireroom.archive.arc_records import arc_records
from wireroom.archive.crawl_ends import broken_from, is_packed_as_whole
from wireroom.common.days import iso_instant
from wireroom.common.gzip_members import Gunzipped, gunzip
from wireroom.errors import DocumentError

_KINDS = (  # the type cannot be hashed
    (WarcRecordType.response, "response"),
    (WarcRecordType.resource, "resource"),
    (WarcRecordType.revisit, "revisit"),
    (WarcRecordType.warcinfo, "warcinfo"),
)
_HEAD = 256 * 1024  # bytes, of which a few tell ARC from WARC
_FIRST = 1_024
_MOST_PLACES = 64  # of which the last that a gzip member begins at is looked for
_ZSTD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")  # frames, or first the dictionary that crawlers put there
_LZ4 = b"\x04\x22\x4d\x18"
_ODD_LINES = re.compile(rb"WARC/\d\.\d(?:\r\r\n|\n)")  # after a copy that took it for text


@dataclass(frozen=True, slots=True)
class ArchiveRecord:
    """One record; `block` is an HTTP response as it came over the wire, or a file."""

    kind: str  # response, resource, revisit or warcinfo
    id: str
    url: str
    at: datetime | None  # WARC-Date
    content_type: str  # of the block
    block: bytes | None  # None: larger than was asked for
    begins: int | None = None  # byte of the file, as it lies there, where it can be read from; None: nowhere


def archive_records(
    stream: IO[bytes], uri: str, max_bytes: int, *, start: int | None = None
) -> Iterator[ArchiveRecord]:
    """The records of the kinds response, resource, revisit and warcinfo, in the order of the file.

    `start` is where a record `begins`, to continue from there. Raises DocumentError with the byte at which
    the file is damaged, after all complete records.
    """
    if start is not None:
        stream.seek(start)
        yield from _warc_records(stream, uri, max_bytes, start)
        return
    head = stream.read(_HEAD)
    stream.seek(0)
    begins = gunzip(head, most=_FIRST).content
    if begins.startswith(b"filedesc:"):
        for found in arc_records(stream, uri, max_bytes):
            yield ArchiveRecord(
                "response", str(found.place), found.url, found.at, "application/http", found.block
            )
    elif _ODD_LINES.match(begins):
        yield from _slow_records(stream, uri, max_bytes)
    elif words := _no_warc(head, begins):
        raise DocumentError(words, uri=uri, state="damaged")
    else:
        yield from _warc_records(stream, uri, max_bytes)


def _no_warc(head: bytes, begins: bytes) -> str:
    """Why a file cannot be read, in words, from its first bytes (`begins`: unpacked); empty if it can."""
    if not head:
        return "is empty"
    if head.startswith(_ZSTD):
        return "is packed with zstd: unpack it (`zstd -d`), and name the copy"
    if b"WARC/" in begins or head.startswith(_LZ4):
        return ""
    return "is no WARC or ARC file, by its first bytes; saved documents are read with `documents:`"


def _warc_records(stream: IO[bytes], uri: str, max_bytes: int, start: int = 0) -> Iterator[ArchiveRecord]:
    """Read with fastwarc; `start` is where the record begins that was read last."""
    count = length = 0
    damage = ""
    whole = Gunzipped(stream) if not start and is_packed_as_whole(stream) else None
    begun = deque([start], maxlen=_MOST_PLACES)  # bytes where records begin; within a gzip member about there
    try:
        for record in ArchiveIterator(whole or stream, parse_http=False):
            length, count = record.content_length, count + 1
            if record.stream_pos != begun[-1]:
                begun.append(record.stream_pos)
            kind = next((name for known, name in _KINDS if record.record_type == known), "")
            if not kind:
                continue
            is_large = record.content_length > max_bytes
            block = None if is_large else record.reader.read()
            if block is not None and len(block) < record.content_length:
                damage = "its last record is not complete"
                break
            yield _record(kind, record, block)
    except (OSError, ValueError) as error:
        damage = str(error)
    broken_at = whole.rest_torn_at() if whole else broken_from(stream, begun, length)
    if damage or broken_at is not None:
        where = f"at byte {begun[-1] if broken_at is None else broken_at:,}"
        where += ", unpacked" if whole and broken_at is None else ""
        raise DocumentError(
            f"is torn {where}{f' ({damage})' if damage else ''}; the complete records before it were read",
            uri=uri,
            state="damaged",
        )
    if not count:
        raise DocumentError("holds no WARC record", uri=uri, state="damaged")


def _record(kind: str, record: Any, block: bytes | None) -> ArchiveRecord:
    headers = record.headers
    return ArchiveRecord(
        kind,
        record.record_id or "",
        (headers.get("WARC-Target-URI") or "").strip("<> "),
        iso_instant(headers.get("WARC-Date") or ""),
        headers.get("Content-Type") or "",
        block,
        record.stream_pos,
    )


def _slow_records(stream: IO[bytes], uri: str, max_bytes: int) -> Iterator[ArchiveRecord]:
    """Read with warcio, which accepts WARC with converted line ends as fastwarc does not."""
    kinds = {name for _, name in _KINDS}
    try:
        for record in SlowIterator(stream, no_record_parse=True):
            if record.rec_type not in kinds:
                continue
            said = record.rec_headers.get_header
            is_large = (record.length or 0) > max_bytes
            yield ArchiveRecord(
                record.rec_type,
                said("WARC-Record-ID") or "",
                (said("WARC-Target-URI") or "").strip("<> "),
                iso_instant(said("WARC-Date") or ""),
                said("Content-Type") or "application/http",
                None if is_large else record.raw_stream.read(max_bytes + 1),
            )
    except (ArchiveLoadFailed, OSError, ValueError, zlib.error) as error:
        where = f"at byte {stream.tell():,} or before"
        raise DocumentError(
            f"is torn {where} ({str(error).strip()}); the complete records before it were read",
            uri=uri,
            state="damaged",
        ) from error
