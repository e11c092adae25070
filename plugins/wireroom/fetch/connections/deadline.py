"""A time budget in, sockets that keep to it out: no drip of bytes can outlast the total timeout.

A socket's own timeout starts anew with every byte; a server that sends one byte every few seconds
would hold a thread for ever (mediacloud/web-search issue 791).
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
    """The end of one request, redirects included; shared by every socket that serves it."""

    def __init__(self, limits: FetchLimits) -> None:
        self._limits = limits
        self._end = float("inf")
        self._first_byte: float | None = None  # when the present answer began
        self._received = 0  # bytes of it

    def restart(self) -> None:
        """A new request begins and may take the total time."""
        self._end = time.monotonic() + self._limits.total_timeout
        self.expect_answer()

    def put_off(self, seconds: float) -> None:
        """Move the end by so many seconds in which we did not read, for a reason of our own."""
        self._end += seconds
        if self._first_byte is not None:
            self._first_byte += seconds

    def expect_answer(self) -> None:
        """A hop of it begins: how long the first byte takes is the read timeout's business."""
        self._first_byte, self._received = None, 0

    def count(self, received: int) -> int:
        """Note that so many bytes have come; the same number back."""
        if self._first_byte is None:
            self._first_byte = time.monotonic()
        self._received += received
        return received

    @property
    def is_dripping(self) -> bool:
        """The answer has taken its time and brings less than the least rate."""
        if self._first_byte is None:
            return False
        seconds = time.monotonic() - self._first_byte
        return seconds > self._limits.slow_after and self._received < self._limits.min_rate * seconds

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """What is done in the block may take this many seconds, and no longer than the request."""
        end = self._end
        self._end = min(end, time.monotonic() + seconds)
        try:
            yield
        finally:
            self._end = end

    @property
    def is_over(self) -> bool:
        """The total time is used up."""
        return time.monotonic() >= self._end

    def patience(self, most: float | None = None) -> float:
        """Seconds to wait for the next bytes: `most` (default: the read timeout) or what is left.

        Raises TimeoutError where nothing is left, and where the answer drips.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("total time used up")
        if self.is_dripping:
            raise TimeoutError("bytes come too slowly")
        return min(self._limits.read_timeout if most is None else most, left)


class DeadlineSocket(socket.socket):
    """A plain socket that asks its deadline before it waits."""

    deadline: Deadline | None = None

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """As `socket.recv_into`. Raises TimeoutError at the deadline, and where the answer drips."""
        if self.deadline is not None:
            self.settimeout(self.deadline.patience())
            return self.deadline.count(super().recv_into(*args, **kwargs))
        return super().recv_into(*args, **kwargs)


class DeadlineTLSSocket(DeadlineSocket, ssl.SSLSocket):
    """Likewise for TLS; an SSLContext makes these where it is told to (`sslsocket_class`)."""
