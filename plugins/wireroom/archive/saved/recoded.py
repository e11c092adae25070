"""Streams that are read from their beginning again, or as UTF-8 where Excel and PowerShell wrote UTF-16."""

from __future__ import annotations

import codecs
import io
from typing import IO, cast

from wireroom.common.sniff import byte_order_mark

_PIECE = 64 * 1024


def is_utf16(head: bytes) -> bool:
    """Whether the text begins with the byte order mark of UTF-16."""
    mark = byte_order_mark(head)
    return mark is not None and mark[1].startswith("utf-16")


def in_utf8(stream: IO[bytes]) -> IO[bytes]:
    """The stream recoded to UTF-8; it must stand at its byte order mark."""
    return cast("IO[bytes]", io.BufferedReader(_Recoded(stream), _PIECE))


class _Recoded(io.RawIOBase):
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._ready = stream, memoryview(b"")
        self._decode = codecs.getincrementaldecoder("utf-16")("replace").decode

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._ready:
            piece = self._stream.read(_PIECE)
            self._ready = memoryview(self._decode(piece, final=not piece).encode("utf-8", "replace"))
            if not piece:
                break
        taken = self._ready[: len(view)]
        self._ready = self._ready[len(view) :]
        view[: len(taken)] = taken
        return len(taken)


class Rejoined(io.RawIOBase):
    """A stream with its beginning put back, since members of a tar cannot be read twice."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        """True, as `io.RawIOBase` requires."""
        return True

    def readinto(self, buffer: object) -> int:
        """As `io.RawIOBase.readinto`, first from the head, then from the rest."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        piece: bytes | memoryview = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(piece)] = piece
        return len(piece)
