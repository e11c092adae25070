"""Read the head of an answer, within a limit of bytes.

http.client alone would keep a thousand header lines of 64 kB, and takes any 1xx but 100 for the final
answer: 103 Early Hints (RFC 8297) has no body and no feed.
"""

from __future__ import annotations

import http.client
import io
from typing import IO, cast

from wireroom.fetch.outcomes import Failure
from wireroom.models import Outcome

MOST_HEADERS = 1_000  # header lines of one answer
MOST_BYTES = 256 * 1024  # of status lines and headers of one answer, including its interim answers
_LINE = 64 * 1024
_SWITCHING = 101  # final for this request, though we never ask for it


def allow_many_headers() -> None:
    """Let http.client read `MOST_HEADERS` header lines in this process; lexpress.fr sends more than 100.

    The limit is a private name of its module; there is no other way to raise it before Python 3.15. Our
    connections are limited in bytes instead (`BoundedResponse`).
    """
    http.client._MAXHEADERS = MOST_HEADERS  # type: ignore[attr-defined]


class BoundedResponse(http.client.HTTPResponse):
    """An HTTPResponse whose headers may have `MOST_BYTES` at most. Raises Failure (TOO_LARGE) beyond that.

    Overrides `begin` and `_read_status`, which http.client has in all versions from 3.11 to 3.14.
    """

    fp: io.BufferedReader

    def begin(self) -> None:
        """Read status and headers like `HTTPResponse.begin`. Raises Failure beyond `MOST_BYTES`."""
        if self.headers is not None:
            return
        wire = self.fp
        self.fp = cast(io.BufferedReader, _Head(wire))
        try:
            super().begin()
        finally:
            if self.fp is not None:  # http.client closes it if what came is not HTTP
                self.fp = wire

    def _read_status(self) -> tuple[str, int, str]:
        """The status line of the first answer that is not an interim one (RFC 9110 §15.2)."""
        while True:
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 100 <= status < 200 or status == _SWITCHING:
                return version, status, reason
            while self.fp.readline(_LINE) not in {b"\r\n", b"\n", b""}:
                pass


class _Head:
    """A stream that is read line by line, up to `MOST_BYTES`."""

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
