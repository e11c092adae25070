"""An HTTP client that requests one URL at a time, within a deadline and only at allowed addresses."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress

import requests
from requests.cookies import RequestsCookieJar
from urllib3.exceptions import HTTPError

from wireroom.common.masking import masked
from wireroom.fetch.bodies.large_bodies import UNLIMITED_UP_TO, LargeBodies
from wireroom.fetch.connections.deadline import Deadline
from wireroom.fetch.connections.dialer import Dialer
from wireroom.fetch.connections.resolver import Resolver
from wireroom.fetch.connections.transport import open_session
from wireroom.fetch.outcomes import was_hung_up
from wireroom.models import Exchange
from wireroom.settings import FetchLimits, Settings

_DRAIN = 64 * 1024  # bytes of an unwanted body worth reading to keep the connection
_DRAIN_TIME = 1.0  # seconds for that


class Client:
    """Keeps connections alive between the feeds of a family. Not thread-safe.

    A client is either private or public: a public feed never uses a connection that a private one opened.
    """

    def __init__(
        self, settings: Settings, resolver: Resolver, *, private: bool, room: LargeBodies | None = None
    ) -> None:
        """`room` limits large bodies, and is shared with the other clients of the run."""
        self.limits: FetchLimits = settings.limits
        self.deadline = Deadline(settings.limits)
        self._dialer = Dialer(settings, resolver, self.deadline, private=private)
        self._session = open_session(self._dialer, settings.user_agent)
        self._headers = dict(self._session.headers)
        mask_log()
        self._room = room
        self._has_room = False

    def begin(self, cookies: RequestsCookieJar | None = None) -> None:
        """Begin a new exchange: restart the total time, and replace all cookies by `cookies`."""
        self.deadline.restart()
        self._dialer.unreached = None
        self._session.cookies.clear()
        if cookies is not None:
            self._session.cookies.update(cookies)

    def make_room(self) -> None:
        """Wait until a large body may be read; the wait does not count towards the deadline."""
        if self._room is not None and not self._has_room:
            self.deadline.put_off(self._room.enter())
            self._has_room = True

    def end(self, exchange: Exchange) -> None:
        """End the exchange; a large body keeps its room until the consumer has taken it."""
        if self._has_room and self._room is not None and len(exchange.body) <= UNLIMITED_UP_TO:
            self._room.leave()
        self._has_room = False

    def get(self, url: str, headers: Mapping[str, str]) -> requests.Response:
        """One GET, without following redirects or reading the body. Raises what requests raises, or Failure.

        If the server has closed a kept connection, the request is repeated once on a new one (RFC 9112
        §9.3.1): many servers keep connections for a second or two, about as long as we pause.
        """
        calls = self._dialer.calls
        try:
            return self._get(url, headers)
        except requests.ConnectionError as error:
            if self._dialer.calls != calls or not was_hung_up(error):
                raise
        return self._get(url, headers)

    def _get(self, url: str, headers: Mapping[str, str]) -> requests.Response:
        self.deadline.expect_answer()
        patience = (
            self.deadline.patience(self.limits.connect_timeout),
            self.deadline.patience(self.limits.read_timeout),
        )
        return self._session.send(
            self._prepared(url, headers),
            stream=True,
            allow_redirects=False,
            timeout=patience,
            proxies=self._dialer.proxies_for(url),
        )

    def _prepared(self, url: str, headers: Mapping[str, str]) -> requests.PreparedRequest:
        """Prepare the request without merging session settings: that is a tenth of the work of a fetch."""
        request = requests.PreparedRequest()
        request.prepare_method("GET")
        request.prepare_url(url, None)
        request.prepare_headers({**self._headers, **headers})  # the later of two that differ by case
        if self._session.cookies:
            request.prepare_cookies(self._session.cookies)
        request.prepare_auth(None, url)  # user and password of a redirect's target
        return request

    @property
    def unreached(self) -> str | None:
        """The host that could not be connected to in this exchange; None if there was none."""
        return self._dialer.unreached

    @property
    def jar(self) -> RequestsCookieJar:
        """A copy of the cookies that the hosts have set during this exchange."""
        return self._session.cookies.copy()

    @property
    def cookies(self) -> tuple[tuple[str, str | None], ...]:
        """Names and values of the cookies of this exchange; some sites redirect until a cookie comes back."""
        return tuple(sorted((cookie.name, cookie.value) for cookie in self._session.cookies))

    def discard(self, response: requests.Response) -> bytes:
        """Close a response whose body is not wanted, keeping the connection if that is cheap.

        Returns what was read of the body for that, still coded. A 304 has no body, whatever its headers say
        (RFC 9110 §15.4.5), and is the most common answer.
        """
        raw, left, read = response.raw, _DRAIN, b""
        if raw.chunked != (raw.length_remaining is not None) and (raw.length_remaining or 0) <= _DRAIN:
            with self.deadline.at_most(_DRAIN_TIME), suppress(HTTPError, OSError):
                while left > 0 and (piece := raw.read1(left, decode_content=False)):
                    left -= len(piece)
                    read += piece
        response.close()
        return read

    def close(self) -> None:
        """Close all kept connections."""
        self._session.close()


class _Masking(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_without_path(argument) for argument in record.args)
        record.msg, record.args = masked(record.getMessage()), ()
        return True


def _without_path(argument: object) -> object:
    return "/…" if isinstance(argument, str) and argument.startswith("/") else argument


def mask_log() -> None:
    """Mask secrets in urllib3's log; has an effect only once in a process."""
    logger = logging.getLogger("urllib3.connectionpool")
    if not any(isinstance(each, _Masking) for each in logger.filters):
        logger.addFilter(_Masking())
