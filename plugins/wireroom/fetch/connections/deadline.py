"""Sockets that keep to a deadline for the whole request.

A socket's own timeout restarts with every byte; a server that sends one byte every few seconds would hold
a thread for ever (mediacloud/web-search issue 791).
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wireroom.settings import FetchLimits


class Deadline:
    """The deadline of one request including its redirects, shared by all its sockets."""

    def __init__(self, limits: FetchLimits) -> None:
        self._limits = limits
        self._end = float("inf")
        self._first_byte: float | None = None  # when the current answer began
        self._received = 0  # bytes of the current answer

    def restart(self) -> None:
        """Begin a new request, which may take the total time."""
        self._end = time.monotonic() + self._limits.total_timeout
        self.expect_answer()

    def put_off(self, seconds: float) -> None:
        """Extend the deadline by seconds in which we did not read for a reason of our own."""
        self._end += seconds
        if self._first_byte is not None:
            self._first_byte += seconds

    def expect_answer(self) -> None:
        """A hop of the request begins; until its first byte, only the read timeout and the total apply."""
        self._first_byte, self._received = None, 0

    def count(self, received: int) -> int:
        """Add `received` bytes to the current answer; returns `received`."""
        if self._first_byte is None:
            self._first_byte = time.monotonic()
        self._received += received
        return received

    @property
    def is_dripping(self) -> bool:
        """Whether the answer is below `min_rate` bytes a second, once `slow_after` seconds have passed."""
        if self._first_byte is None:
            return False
        seconds = time.monotonic() - self._first_byte
        return seconds > self._limits.slow_after and self._received < self._limits.min_rate * seconds

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """Limit the block to this many seconds, within the deadline."""
        end = self._end
        self._end = min(end, time.monotonic() + seconds)
        try:
            yield
        finally:
            self._end = end

    @property
    def is_over(self) -> bool:
        """Whether the total time is used up."""
        return time.monotonic() >= self._end

    def patience(self, most: float | None = None) -> float:
        """Seconds to wait for the next bytes: `most` (default: the read timeout), or what is left if less.

        Raises TimeoutError if nothing is left, or if the answer is too slow.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("total time used up")
        if self.is_dripping:
            raise TimeoutError("bytes come too slowly")
        return min(self._limits.read_timeout if most is None else most, left)


class DeadlineSocket(socket.socket):
    """A socket that sets its timeout by its deadline before each read."""

    deadline: Deadline | None = None

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Like `socket.recv_into`. Raises TimeoutError at the deadline, or if the answer is too slow."""
        if self.deadline is not None:
            self.settimeout(self.deadline.patience())
            return self.deadline.count(super().recv_into(*args, **kwargs))
        return super().recv_into(*args, **kwargs)


class DeadlineTLSSocket(DeadlineSocket, ssl.SSLSocket):
    """The same for TLS; created by an SSLContext whose `sslsocket_class` it is."""
