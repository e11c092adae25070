"""Resolve host names within a limited time: a DNS query without an answer can hang for minutes."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Iterable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError

from wireroom.fetch.outcomes import Failure
from wireroom.models import Outcome

_PATIENCE = 5.5  # seconds for one name; resolvers repeat a lost query after 5
_SHORT_PATIENCE = 0.5  # seconds once DNS seems dead: forty feeds offline must take seconds, not minutes
_LEAST_PATIENCE = 0.05  # seconds for a name whose lookup began long ago
_SILENCES = 3  # lookups in a row without any answer, after which DNS seems dead
_MEMORY = 60.0  # seconds that an answer is reused: a shard needs the same few hosts again and again
_AT_ONCE = 64  # lookups at once; further ones wait for one of these to end


class Resolver:
    """Resolves names for many threads, and reuses answers for a minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(_AT_ONCE)
        self._lookups: dict[str, tuple[float, Future[tuple[str, ...]]]] = {}
        self._silences = 0

    def prepare(self, hosts: Iterable[str]) -> None:
        """Begin to look up the first of these names, all at once, so that waits for DNS overlap."""
        for host in dict.fromkeys(itertools.islice(hosts, _AT_ONCE)):
            self._lookup(host)

    def resolve(self, host: str) -> tuple[str, ...]:
        """The addresses of `host`, in the system's order of preference, without duplicates.

        Raises Failure (UNREACHABLE_HOST) if there are none, or no answer in time.
        """
        begun, lookup = self._lookup(host)
        patience = _SHORT_PATIENCE if self._silences >= _SILENCES else _PATIENCE
        try:
            addresses = lookup.result(timeout=max(begun + patience - time.monotonic(), _LEAST_PATIENCE))
        except FutureTimeoutError:
            with self._lock:
                self._silences += 1
            raise Failure(
                Outcome.UNREACHABLE_HOST,
                f"DNS gave no answer for {host} in time; "
                "check this machine's network. It will be tried again.",
            ) from None
        except (OSError, UnicodeError) as error:
            raise Failure(
                Outcome.UNREACHABLE_HOST,
                f"the name {host} does not resolve ({_reason(error)}); check this machine's "
                "network, then the feed's address. It will be tried again.",
            ) from error
        if not addresses:
            raise Failure(
                Outcome.UNREACHABLE_HOST,
                f"DNS knows the name {host}, but no address of it. It will be tried again.",
            )
        return addresses

    def _lookup(self, host: str) -> tuple[float, Future[tuple[str, ...]]]:
        """When the lookup began, and its future result."""
        with self._lock:
            begun, lookup = self._lookups.get(host, (float("-inf"), None))
            if lookup is None or time.monotonic() - begun > _MEMORY:
                begun, lookup = time.monotonic(), Future()
                self._lookups[host] = (begun, lookup)
                # A daemon: getaddrinfo cannot be cancelled, and must not delay the exit of the process.
                threading.Thread(target=self._ask, args=(host, lookup), daemon=True).start()
        return begun, lookup

    def _ask(self, host: str, lookup: Future[tuple[str, ...]]) -> None:
        with self._slots:
            try:
                found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            except BaseException as error:  # raised in the waiting thread, whatever it is
                lookup.set_exception(error)
            else:
                lookup.set_result(tuple(dict.fromkeys(str(item[4][0]) for item in found)))
        with self._lock:
            self._silences = 0  # "no such name" is an answer too


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
