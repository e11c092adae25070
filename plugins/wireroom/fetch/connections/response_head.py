"""A connection in, the head of an answer out: bounded while it is read, interim answers passed over.

http.client alone keeps a thousand lines of 64 kB before anybody can count them, and takes any 1xx but 100
for the answer itself: 103 Early Hints (RFC 8297) has no body and no feed.
"""

from __future__ import annotations

import http.client
import io
from typing import IO, cast

from wireroom.fetch.failure import Failure
from wireroom.models import Outcome

MOST_BYTES = 256 * 1024  # of one answer: status lines, headers, those of interim answers too
_LINE = 64 * 1024
_SWITCHING = 101  # final for this request, though we never ask for it


class BoundedResponse(http.client.HTTPResponse):
    """An HTTPResponse whose head costs `MOST_BYTES` at most. Raises Failure (TOO_LARGE) past them.

    Overrides `begin` and `_read_status`, which every version of http.client from 3.11 to 3.14 has.
    """

    fp: io.BufferedReader

    def begin(self) -> None:
        if self.headers is not None:
            return
        wire = self.fp
        self.fp = cast(io.BufferedReader, _Head(wire))
        try:
            super().begin()
        finally:
            if self.fp is not None:  # http.client hangs up where the head is none
                self.fp = wire

    def _read_status(self) -> tuple[str, int, str]:
        """The status line of the first answer that is no interim one (RFC 9110 §15.2)."""
        while True:
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 100 <= status < 200 or status == _SWITCHING:
                return version, status, reason
            while self.fp.readline(_LINE) not in {b"\r\n", b"\n", b""}:
                pass


class _Head:
    """A stream that is read by lines, and no further than the bound."""

    def __init__(self, wire: IO[bytes]) -> None:
        self._wire = wire
        self._left = MOST_BYTES

    def readline(self, limit: int = -1) -> bytes:
        line = self._wire.readline(limit)
        self._left -= len(line)
        if self._left < 0:
            raise Failure(Outcome.TOO_LARGE, f"the headers alone are over {MOST_BYTES:,} bytes")
        return line

    def close(self) -> None:
        self._wire.close()
