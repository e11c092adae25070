"""Connect to a host at an allowed address: resolve it, check the address, connect to that very address."""

from __future__ import annotations

import errno
import fnmatch
import socket
import unicodedata
from urllib.parse import urlsplit

from wireroom.common.urls.hosts import DEFAULT_PORTS
from wireroom.fetch.connections.addresses import address_refusal, may_be_private, port_refusal
from wireroom.fetch.connections.deadline import Deadline, DeadlineSocket
from wireroom.fetch.connections.resolver import Resolver
from wireroom.fetch.outcomes import Failure
from wireroom.models import Outcome
from wireroom.settings import Settings

_MOST_ADDRESSES = 4  # of one host; each gets its share of the connect timeout
_LEAST_PATIENCE = 2.0  # seconds for one address
_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})


class Dialer:
    """Opens all connections of one client. The address that is checked is the one connected to."""

    def __init__(self, settings: Settings, resolver: Resolver, deadline: Deadline, *, private: bool) -> None:
        self._settings = settings
        self._resolver = resolver
        self.deadline = deadline
        self._private = private
        self.calls = 0  # number of connections asked for
        self.unreached: str | None = None  # the last host that could not be connected to
        parts = urlsplit(settings.proxy)
        self._proxy = (parts.hostname, parts.port or DEFAULT_PORTS[parts.scheme]) if parts.hostname else None

    def dial(self, host: str, port: int) -> DeadlineSocket:
        """A connected socket with TCP_NODELAY set. Raises Failure if that is refused or fails."""
        self.calls += 1
        host = host.strip("[]").lower()
        mapped = (host, port) if (host, port) == self._proxy else self._mapped(host, port)
        if mapped is not None:  # the operator named this very target, so it is not checked
            who = f"the proxy {host} (WIREROOM_PROXY)" if (host, port) == self._proxy else host
            return self._first_open(self._addresses(mapped[0]), mapped[1], host, who)
        self._check_port(host, port)
        return self._first_open(self._allowed(host), port, host)

    def proxies_for(self, url: str) -> dict[str, str]:
        """The `proxies` argument of requests: public feeds use the operator's proxy, if one is set.

        The proxy resolves names, so only the URL itself can be checked here. Raises Failure if it is refused.
        """
        if not self._proxy or self._private or self._mapped(*_target(url)):
            return {}
        self.check(url, by_name=False)
        return {"http": self._settings.proxy, "https": self._settings.proxy}

    def check(self, url: str, *, by_name: bool) -> None:
        """Raise Failure if `url` must not be connected to. `by_name`: also resolve its host for that."""
        host, port = _target(url)
        if self._mapped(host, port):
            return
        self._check_port(host, port)
        if is_local_name(host) or _is_numeric(host) or (by_name and not self._proxy):
            self._allowed(host)

    def _check_port(self, host: str, port: int) -> None:
        refusal = port_refusal(port, private=self._private)
        if refusal:
            raise Failure(
                Outcome.BLOCKED_ADDRESS, f"{host}: {refusal}", advice="give the feed's usual web address"
            )

    def _mapped(self, host: str, port: int) -> tuple[str, int] | None:
        asked = f"{host.rstrip('.')}:{port}"
        for pattern, target in self._settings.connect_to:
            if fnmatch.fnmatchcase(asked, pattern):
                actual, _, actual_port = target.rpartition(":")
                return actual.strip("[]"), int(actual_port)
        return None

    def _allowed(self, host: str) -> list[str]:
        refusals = {
            address: address_refusal(address, private=self._private) for address in self._addresses(host)
        }
        allowed = [address for address, refusal in refusals.items() if refusal is None]
        if not allowed:
            address, refusal = next(iter(refusals.items()))
            helps = not self._private and any(map(may_be_private, refusals))
            raise Failure(
                Outcome.BLOCKED_ADDRESS,
                f"{host} is at {address}, which {refusal}",
                advice="if the feed is meant to live there, set `private: true` on it in feeds.yaml"
                if helps
                else "no feed lives there: correct its address, or remove it",
            )
        return allowed

    def _addresses(self, host: str) -> tuple[str, ...]:
        if is_local_name(host):
            return ("127.0.0.1", "::1")  # RFC 6761 §6.3: never asked of DNS
        try:
            return self._resolver.resolve(host)
        except Failure:
            self.unreached = host
            raise

    def _first_open(
        self, addresses: list[str] | tuple[str, ...], port: int, host: str, who: str = ""
    ) -> DeadlineSocket:
        candidates = addresses[:_MOST_ADDRESSES]
        patience = max(self._settings.limits.connect_timeout / len(candidates), _LEAST_PATIENCE)
        errors = []
        for address in candidates:
            try:
                return self._connect(address, port, self.deadline.patience(patience))
            except OSError as error:
                errors.append(error)
        self.unreached = host
        raise _unreachable(who or host, port, errors) from errors[0]

    def _connect(self, address: str, port: int, patience: float) -> DeadlineSocket:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        sock = DeadlineSocket(family, socket.SOCK_STREAM)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(patience)
            sock.connect((address, port))
        except BaseException:
            sock.close()
            raise
        sock.deadline = self.deadline
        return sock


def _target(url: str) -> tuple[str, int]:
    """Host and port of `url`; the host as it is looked up, without a zone (RFC 6874).

    UTS 46 maps `ⓛocalhost` and `127。0。0。1` to ASCII.
    """
    parts = urlsplit(url)
    host = unicodedata.normalize("NFKC", parts.hostname or "").replace("\u3002", ".").lower()
    port = parts.port or DEFAULT_PORTS.get(parts.scheme.lower(), 0)
    return host.partition("%")[0] if ":" in host else host, port


def _is_numeric(host: str) -> bool:
    """Whether `host` is an IP address in any spelling that the system accepts without DNS (`0177.1`)."""
    try:
        socket.getaddrinfo(host, None, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return False
    return True


def is_local_name(host: str) -> bool:
    """Whether `host` is `localhost` or a name below it."""
    name = host.rstrip(".").lower()
    return name == "localhost" or name.endswith(".localhost")


def _unreachable(host: str, port: int, errors: list[OSError]) -> Failure:
    """The Failure for the first error that is not a missing route, often of IPv6; else for the first."""
    error = next((error for error in errors if error.errno not in _NO_ROUTE), errors[0])
    if isinstance(error, ConnectionRefusedError):
        return Failure(
            Outcome.CONNECTION_FAILED,
            f"{host} refused the connection on port {port}; no server listens there. It will be tried again.",
        )
    if isinstance(error, TimeoutError):
        return Failure(
            Outcome.TIMED_OUT, f"{host} did not answer the call on port {port}; it will be tried again."
        )
    if error.errno in _NO_ROUTE:
        return Failure(
            Outcome.UNREACHABLE_HOST,
            f"there is no route to {host} ({error.strerror}); check this machine's network.",
        )
    return Failure(Outcome.CONNECTION_FAILED, f"no connection to {host}: {error.strerror or error}")
