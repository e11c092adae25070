"""A requests session that opens all connections through a dialer and limits the size of headers.

http.client alone would keep a thousand header lines of 64 kB, and takes any 1xx but 100 for the final
answer: 103 Early Hints (RFC 8297) has no body and no feed.
"""

from __future__ import annotations

import functools
import http.client
import io
import ssl
from collections.abc import Iterator
from functools import partial
from typing import IO, Any, cast

import certifi
import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from wireroom.fetch.connections.deadline import DeadlineSocket, DeadlineTLSSocket
from wireroom.fetch.connections.dialer import Dialer
from wireroom.fetch.outcomes import Failure
from wireroom.models import Outcome

MOST_HEADERS = 1_000  # header lines of one answer
MOST_BYTES = 256 * 1024  # of status lines and headers of one answer, including its interim answers
_LINE = 64 * 1024
_SWITCHING = 101  # final for this request, though we never ask for it


def open_session(dialer: Dialer, user_agent: str) -> requests.Session:
    """A session that ignores proxies, netrc and certificates of the environment, and follows no redirects.

    It sends no `Connection` header: with one, NPR's host (Akamai) never answers.
    """
    allow_many_headers()
    session = _Session()
    session.trust_env = False
    session.headers.clear()
    session.headers.update(
        {
            "User-Agent": user_agent,
            "Accept": (
                "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
                "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.5"
            ),
            "Accept-Encoding": "gzip, deflate, br",
        }
    )
    adapter = _GuardedAdapter(dialer)
    session.adapters.clear()  # no other scheme, and no way past the dialer
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


def allow_many_headers() -> None:
    """Let http.client read `MOST_HEADERS` header lines in this process; lexpress.fr sends more than 100.

    The limit is a private name of its module; there is no other way to raise it before Python 3.15. Our
    connections are limited in bytes instead (`BoundedResponse`).
    """
    http.client._MAXHEADERS = MOST_HEADERS  # type: ignore[attr-defined]


class _Session(requests.Session):
    def resolve_redirects(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """No redirects: requests prepares the next hop even if told not to follow, and fails on a bad one."""
        return iter(())


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


class _GuardedHTTPConnection(HTTPConnection):
    response_class = BoundedResponse

    def __init__(self, dialer: Dialer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._dialer = dialer

    def _new_conn(self) -> DeadlineSocket:
        return self._dialer.dial(self._dns_host, self.port)


class _GuardedHTTPSConnection(_GuardedHTTPConnection, HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        if isinstance(self.sock, DeadlineTLSSocket):
            self.sock.deadline = self._dialer.deadline


class _GuardedHTTPPool(HTTPConnectionPool):
    def __init__(self, dialer: Dialer, *args: Any, **kwargs: Any) -> None:
        self.ConnectionCls = partial(_GuardedHTTPConnection, dialer)  # type: ignore[assignment]
        super().__init__(*args, **kwargs)


class _GuardedHTTPSPool(HTTPSConnectionPool):
    def __init__(self, dialer: Dialer, *args: Any, **kwargs: Any) -> None:
        self.ConnectionCls = partial(_GuardedHTTPSConnection, dialer)  # type: ignore[assignment]
        super().__init__(*args, ssl_context=_tls_context(), **kwargs)


class _GuardedAdapter(HTTPAdapter):
    """An adapter with small pools: a client serves a few hosts, one request at a time."""

    def __init__(self, dialer: Dialer) -> None:
        self._dialer = dialer
        super().__init__(pool_connections=4, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        self.poolmanager = PoolManager(num_pools=4, maxsize=1)
        self.poolmanager.pool_classes_by_scheme = self._pools()

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        """Omit TLS arguments, with which requests would load all root certificates for each connection."""
        host_params, _ = super().build_connection_pool_key_attributes(request, True)
        return host_params, {}

    def cert_verify(self, *args: object, **kwargs: object) -> None:
        """Set nothing: the TLS context always verifies."""

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> ProxyManager:
        """A manager for the operator's proxy, which is also reached through the dialer."""
        manager: ProxyManager | None = self.proxy_manager.get(proxy)
        if manager is None:
            manager = ProxyManager(proxy, proxy_headers=self.proxy_headers(proxy), num_pools=4, maxsize=1)
            manager.pool_classes_by_scheme = self._pools()
            self.proxy_manager[proxy] = manager
        return manager

    def _pools(self) -> dict[str, Any]:
        return {
            "http": partial(_GuardedHTTPPool, self._dialer),
            "https": partial(_GuardedHTTPSPool, self._dialer),
        }


@functools.cache
def _tls_context() -> ssl.SSLContext:
    """A context with the system's and certifi's root certificates; loaded once, since that takes 20 ms."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.sslsocket_class = DeadlineTLSSocket
    return context
