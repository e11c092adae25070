"""Decompress bytes that may be gzip, of one member or many, and tell how far they are whole."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = b"\x1f\x8b"
_GZIP = 31  # zlib's window bits for a gzip member with its checks
_MOST_MEMBERS = 10_000  # of a document; each costs a copy of what of its piece is left
_PIECE = 64 * 1024  # bytes read at once; unpacked they may be a thousand times as much


class Unpacked(NamedTuple):
    """`content` of all members up to the limit; `trouble` says in words why it is not all there was."""

    content: bytes
    trouble: str = ""


def gunzip(body: bytes, *, most: int) -> Unpacked:
    """Decompress a gzip file, at most one byte more than `most`; anything else comes back as it is."""
    if not body.startswith(MAGIC):
        return Unpacked(body)
    content = bytearray()
    unpack, members, begun = zlib.decompressobj(_GZIP), 0, False
    for start in range(0, len(body), _PIECE):
        piece = body[start : start + _PIECE]
        while piece and members < _MOST_MEMBERS:
            try:
                content += unpack.decompress(piece, most + 1 - len(content))
            except zlib.error as error:  # behind a whole member: padding
                return Unpacked(bytes(content), f"is not whole: {error}" if begun or not members else "")
            if len(content) > most:
                return Unpacked(bytes(content))
            piece, begun = unpack.unused_data, not unpack.eof
            if unpack.eof:
                unpack, members = zlib.decompressobj(_GZIP), members + 1
    return Unpacked(bytes(content), "is not whole: it ends in the middle" if begun else "")


class Gunzipped(io.RawIOBase):
    """What a gzip file holds, read once from where the stream is: it ends where the packing breaks."""

    def __init__(self, packed: IO[bytes]) -> None:
        super().__init__()
        self._packed, self._at = packed, packed.tell()
        self._unpack, self._piece, self._begun = zlib.decompressobj(_GZIP), b"", False
        self._unpacked = self._members = 0
        self.member = 0  # that what was read last is of
        self.torn_at: int | None = None  # byte of the packed file, or one shortly before; None: not so far

    def readable(self) -> bool:
        """Always, as `io.RawIOBase` asks."""
        return True

    def tell(self) -> int:
        """Bytes of what it holds that were read."""
        return self._unpacked

    def readinto(self, buffer: WriteableBuffer) -> int:
        """As RawIOBase does; at most to the end of a member."""
        view = memoryview(buffer).cast("B")
        while len(view) and self.torn_at is None and self._more():
            try:
                given = self._unpack.decompress(self._piece, len(view))
            except zlib.error:
                self.torn_at = self._at - len(self._piece)
                break
            self._begun = not self._unpack.eof
            self._piece = self._unpack.unconsumed_tail if self._begun else self._unpack.unused_data
            self.member = self._members
            if self._unpack.eof:
                self._unpack, self._members = zlib.decompressobj(_GZIP), self._members + 1
            if given:
                view[: len(given)] = given
                self._unpacked += len(given)
                return len(given)
        return 0

    def rest_torn_at(self) -> int | None:
        """Reads on to the end, where a packing tells whether it is whole: `torn_at`."""
        while self.read(_PIECE):
            pass
        return self.torn_at

    def _more(self) -> bool:
        if not self._piece:
            self._piece = self._packed.read(_PIECE)
            self._at += len(self._piece)
            if not self._piece and self._begun:
                self.torn_at = self._at
        return bool(self._piece)


def members_of(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each member as it lies there, and unpacked; what is torn comes last, unpacked as far as it goes."""
    start = 0
    while start < len(data):
        unpack, fed, parts = zlib.decompressobj(_GZIP), start, list[bytes]()
        try:
            while not unpack.eof and fed < len(data):
                parts.append(unpack.decompress(data[fed : fed + _PIECE]))
                fed += _PIECE
        except zlib.error:
            fed = len(data)
        end = min(fed, len(data)) - len(unpack.unused_data)
        yield data[start:end], b"".join(parts)
        start = end


def whole_until(stream: IO[bytes], start: int = 0) -> tuple[int, bool]:
    """Where the last whole member ends, reading from `start` on; and whether the stream ends there, too."""
    stream.seek(start)
    whole = position = start
    unpack = zlib.decompressobj(_GZIP)
    piece = stream.read(_PIECE)
    while piece:
        try:
            unpack.decompress(piece)
        except zlib.error:
            return whole, False
        position += len(piece) - len(unpack.unused_data)
        piece = unpack.unused_data
        if unpack.eof:
            whole, unpack = position, zlib.decompressobj(_GZIP)
        piece = piece or stream.read(_PIECE)
    return whole, whole == position
