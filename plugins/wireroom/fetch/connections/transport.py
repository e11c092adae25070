"""A requests session that opens all connections through a dialer and limits the size of headers."""

from __future__ import annotations

import functools
import ssl
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import certifi
import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from wireroom.fetch.connections.bounded_response import BoundedResponse, allow_many_headers
from wireroom.fetch.connections.deadline import DeadlineSocket, DeadlineTLSSocket
from wireroom.fetch.connections.dialer import Dialer


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


class _Session(requests.Session):
    def resolve_redirects(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """No redirects: requests prepares the next hop even if told not to follow, and fails on a bad one."""
        return iter(())


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
        self._last: tuple[tuple[str, str], Any] | None = None
        super().__init__(pool_connections=4, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        self.poolmanager = PoolManager(num_pools=4, maxsize=1)
        self.poolmanager.pool_classes_by_scheme = self._pools()

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, verify: Any, proxies: Any = None, cert: Any = None
    ) -> Any:
        """The pool of the request's host; the last one is remembered, since most requests go there again.

        Being the last used, it is not among the pools that the manager closes to make room.
        """
        parts = urlsplit(str(request.url))
        host = (parts.scheme, parts.netloc)
        if self._last is None or self._last[0] != host or proxies:
            pool = super().get_connection_with_tls_context(request, verify, proxies, cert)
            self._last = None if proxies else (host, pool)
            return pool
        return self._last[1]

    def close(self) -> None:
        """Close all connections."""
        self._last = None
        super().close()

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
