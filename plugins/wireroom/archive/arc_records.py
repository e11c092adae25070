"""Read the responses of an ARC file, the format of crawlers before WARC; of a torn file, the whole ones.

http://quay.example/ferry 192.0.2.1 20110105120000 text/html 512
http://quay.example/ferry 192.0.2.1 20110105120000 text/html 200 - - 0 x.arc 512      in version 2

So many bytes follow, of an HTTP answer, and a line's end. The file is plain, or gzip: of one member, or of
one for each record, which tells where the next one begins whatever a record says of its length.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from wireroom.common.gzip_members import MAGIC, Gunzipped
from wireroom.common.text.counted import counted
from wireroom.errors import DocumentError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_HEAD = re.compile(rb"(?P<url>\S.*?) [0-9A-Fa-f.:]+ (?P<at>\d{4,17}) (?:.* )?(?P<length>\d{1,15})\s*")
_SCANT_HEAD = re.compile(
    rb"(?P<url>.*?) (?:[0-9A-Fa-f.:]+|-?) (?P<at>\d{4,17}|-?) (?:.* )?(?P<length>\d{1,15})\s*"
)
_KNOWN = re.compile(rb"(?:https?|ftp|dns|filedesc):")  # what an address begins with
_LONGEST_HEAD = _PIECE = 64 * 1024
_FIRST = "19700101000000"  # what a stamp without its end stands for


class ArcRecord(NamedTuple):
    """One record, with the response as it came over the wire."""

    url: str
    at: datetime | None
    block: bytes | None  # None: larger than was asked for
    place: int  # byte of the file, unpacked


def arc_records(stream: IO[bytes], uri: str, max_bytes: int) -> Iterator[ArcRecord]:
    """The records of an ARC file, in order, without the one that describes the file.

    Raises DocumentError with the byte at which the file is damaged, after all complete records; also after
    the last one if the head or length of some record is wrong.
    """
    is_packed = stream.read(len(MAGIC)) == MAGIC
    stream.seek(0)
    is_apart = is_packed and _has_members_of_records(Gunzipped(stream))
    stream.seek(0)
    yield from _Arc(stream, uri, max_bytes, is_packed=is_packed, is_apart=is_apart).records()


def _has_members_of_records(plain: Gunzipped) -> bool:
    """Whether the first gzip member holds exactly one record."""
    first = b""
    while len(first) < _PIECE and (piece := plain.read(_PIECE)) and not plain.member:
        first += piece
    line, _, rest = first.partition(b"\n")
    head = _HEAD.fullmatch(line)
    length = int(head["length"]) if head else 0
    return head is not None and plain.member > 0 and len(rest) >= length and not rest[length:].strip()


class _Arc:
    """An ARC file being read."""

    def __init__(
        self, stream: IO[bytes], uri: str, max_bytes: int, *, is_packed: bool, is_apart: bool
    ) -> None:
        self._stream, self._uri, self._max, self._is_apart = stream, uri, max_bytes, is_apart
        self._packed = Gunzipped(stream) if is_packed else None
        self._place = 0
        self._odd: list[int] = []  # where records begin whose head or length is wrong

    def records(self) -> Iterator[ArcRecord]:
        for raw in self._parts():
            part = io.BufferedReader(raw, _PIECE)
            try:
                yield from self._of(part)
            finally:
                part.detach()  # else it closes what it reads
        if self._is_torn:
            raise self._torn(self._place)
        if self._odd:
            raise DocumentError(self._odd_in_words, uri=self._uri, state="damaged")

    def _parts(self) -> Iterator[io.RawIOBase]:
        """Each gzip member as a stream; the whole file if its members do not match records."""
        packed = self._packed
        if packed is None or not self._is_apart:
            yield cast("io.RawIOBase", packed or self._stream)
            return
        pieces = ((packed.member, piece) for piece in iter(lambda: packed.read(_PIECE), b""))
        for _, each in groupby(pieces, key=lambda piece: piece[0]):
            yield _Pieces(piece for _, piece in each)

    def _of(self, part: io.BufferedReader[io.RawIOBase]) -> Iterator[ArcRecord]:
        is_behind_line = True
        while line := part.readline(_LONGEST_HEAD):
            begins, self._place = self._place, self._place + len(line)
            if not line.strip():
                is_behind_line = True
                continue
            head = (_HEAD.fullmatch(line) or _SCANT_HEAD.fullmatch(line)) if line.endswith(b"\n") else None
            if not head or not (is_behind_line or _KNOWN.match(line)):
                self._is_odd(begins)
                self._block(part, None)
                return
            length, is_behind_line = int(head["length"]), False
            block, size = self._block(part, length)
            if size < length or (self._is_apart and part.peek(1)[:1].strip()):
                self._is_odd(begins)
                rest, more = self._block(part, None)
                is_small = block is not None and rest is not None and size + more <= self._max
                block = (block or b"") + (rest or b"") if is_small else None
            if not head["url"].startswith(b"filedesc:"):
                yield ArcRecord(head["url"].decode("utf-8", "replace"), _instant(head["at"]), block, begins)

    def _block(self, part: IO[bytes], length: int | None) -> tuple[bytes | None, int]:
        """Read `length` bytes (None: to the end).

        Returns them, or None if they exceed the limit, and their number.
        """
        held, size = bytearray(), 0
        while piece := part.read(_PIECE if length is None else min(length - size, _PIECE)):
            size += len(piece)
            if size <= self._max:
                held += piece
        self._place += size
        return (bytes(held) if size <= self._max else None), size

    def _is_odd(self, begins: int) -> None:
        """Note a damaged record. Raises DocumentError if the start of the next record cannot be found."""
        if self._is_torn or not self._is_apart:
            raise self._torn(begins)
        self._odd.append(begins)

    @property
    def _is_torn(self) -> bool:
        return self._packed is not None and self._packed.torn_at is not None

    @property
    def _odd_in_words(self) -> str:
        wrong = counted(len(self._odd), "record")
        where = f"the first at byte {self._odd[0]:,}, unpacked"
        return f"has {wrong} with a wrong head or length, {where}; the others were read"

    def _torn(self, begins: int) -> DocumentError:
        unpacked = ", unpacked" if self._packed else ""
        words = f"is torn at byte {begins:,}{unpacked}; the complete records before it were read"
        if self._odd:
            words += f"; and {self._odd_in_words}"
        return DocumentError(words, uri=self._uri, state="damaged")


class _Pieces(io.RawIOBase):
    """A stream over pieces of bytes."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        """True, as `io.RawIOBase` requires."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """As `io.RawIOBase.readinto`."""
        view = memoryview(buffer).cast("B")
        piece = self._rest or next(self._pieces, b"")
        size = min(len(piece), len(view))
        view[:size], self._rest = piece[:size], piece[size:]
        return size


def _instant(stamp: bytes) -> datetime | None:
    digits = stamp.decode().strip("-")[:14]
    if not digits:
        return None
    try:
        return datetime.strptime(digits + _FIRST[len(digits) :], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
