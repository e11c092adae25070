"""An ARC file in, as crawlers wrote it before WARC, its answers out; of a torn file all that are complete.

http://quay.example/ferry 192.0.2.1 20110105120000 text/html 512
http://quay.example/ferry 192.0.2.1 20110105120000 text/html 200 - - 0 x.arc 512      in version 2

So many bytes follow, of an HTTP answer, and a line's end. The file is plain, or gzip of one member or many.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, NamedTuple, cast

from wireroom.common.gzip_members import MAGIC, Gunzipped
from wireroom.errors import DocumentError

_HEAD = re.compile(rb"(?P<url>\S.*?) (?P<ip>[0-9A-Fa-f.:]+) (?P<at>\d{4,17}) (?:.* )?(?P<length>\d{1,15})\s*")
_LONGEST_HEAD = 16 * 1024
_PIECE = 64 * 1024
_FIRST = "19700101000000"  # what a stamp without its end stands for


class ArcRecord(NamedTuple):
    """One answer as it came over the wire."""

    url: str
    at: datetime | None
    block: bytes | None  # None: larger than was asked for
    place: int  # byte of the file, unpacked


def arc_records(stream: IO[bytes], uri: str, max_bytes: int) -> Iterator[ArcRecord]:
    """In the order of the file, without what is said of the file itself. Raises DocumentError, with the byte
    where the file broke, after all complete records were given.
    """
    packed = Gunzipped(stream) if stream.read(len(MAGIC)) == MAGIC else None
    stream.seek(0)
    plain = io.BufferedReader(cast("io.RawIOBase", packed or stream), _PIECE)
    place = 0
    while line := plain.readline(_LONGEST_HEAD):
        begins, place = place, place + len(line)
        if not line.strip():
            continue
        head = _HEAD.fullmatch(line)
        length = int(head["length"]) if head else 0
        block, size = _block(plain, length, max_bytes)
        place += size
        if not head or not line.endswith(b"\n") or size < length:
            raise _torn(uri, begins, packed)
        if not head["url"].startswith(b"filedesc:"):
            yield ArcRecord(head["url"].decode("utf-8", "replace"), _instant(head["at"]), block, begins)
    if packed and packed.torn_at is not None:
        raise _torn(uri, place, packed)


def _block(plain: IO[bytes], length: int, max_bytes: int) -> tuple[bytes | None, int]:
    """The record's bytes, unless they are more than `max_bytes`, and how many there are of them."""
    if length <= max_bytes:
        block = plain.read(length)
        return block, len(block)
    size = 0
    while size < length and (piece := plain.read(min(length - size, _PIECE))):
        size += len(piece)
    return None, size


def _instant(stamp: bytes) -> datetime | None:
    digits = stamp.decode()[:14]
    try:
        return datetime.strptime(digits + _FIRST[len(digits) :], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _torn(uri: str, begins: int, packed: Gunzipped | None) -> DocumentError:
    unpacked = ", unpacked" if packed else ""
    return DocumentError(
        f"is torn at byte {begins:,}{unpacked}; the complete records before it were read",
        uri=uri,
        state="damaged",
    )
