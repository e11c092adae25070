"""The bytes that were read of a stream and what is left of it in, the whole stream again out."""

from __future__ import annotations

import io
from typing import IO


class Rejoined(io.RawIOBase):
    """A stream whose beginning was read: members of a tar cannot be read twice."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        piece: bytes | memoryview = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(piece)] = piece
        return len(piece)
