"""Find a free TCP port."""

from __future__ import annotations

import contextlib
import socket

from wireroom.errors import StackError

HOST = "127.0.0.1"
_TRIES = 200


def is_free(port: int) -> bool:
    """True where nobody listens on the port, on loopback or on all addresses."""
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        # As servers do: a port whose last connections are still closing (TIME_WAIT) counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((HOST, port)) != 0  # BSD lets 127.0.0.1 be bound beside 0.0.0.0


def free_port(wished: int, *, taken: frozenset[int] = frozenset()) -> int:
    """The first free port at or after `wished` that is not in `taken`. Raises StackError after 200."""
    for port in range(wished, min(wished + _TRIES, 65536)):
        if port not in taken and is_free(port):
            return port
    raise StackError(f"no free port from {wished} to {wished + _TRIES - 1} on {HOST}")
