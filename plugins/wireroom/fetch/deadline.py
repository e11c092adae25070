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


class Deadline:
    """The end of one request, redirects included; shared by every socket that serves it."""

    def __init__(self, read_timeout: float) -> None:
        self._read_timeout = read_timeout
        self._end = float("inf")

    def restart(self, seconds: float) -> None:
        """A new request begins and may take this long."""
        self._end = time.monotonic() + seconds

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """What is done in the block may take this long, and no longer than the request."""
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

        Raises TimeoutError where nothing is left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("total time used up")
        return min(self._read_timeout if most is None else most, left)


class DeadlineSocket(socket.socket):
    """A plain socket that asks its deadline before it waits."""

    deadline: Deadline | None = None

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        if self.deadline is not None:
            self.settimeout(self.deadline.patience())
        return super().recv_into(*args, **kwargs)


class DeadlineTLSSocket(ssl.SSLSocket):
    """Likewise for TLS; an SSLContext makes these where it is told to (`sslsocket_class`)."""

    deadline: Deadline | None = None

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        if self.deadline is not None:
            self.settimeout(self.deadline.patience())
        return super().recv_into(*args, **kwargs)
