"""A request in, an Exchange out, whatever happens on the way."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import requests

from wireroom.common.bot_walls import wall_in_headers, wall_in_words
from wireroom.common.http_headers import retry_after
from wireroom.fetch.access import may_be_told
from wireroom.fetch.bodies.read_body import read_body
from wireroom.fetch.client import Client
from wireroom.fetch.failure import Failure, failure_of
from wireroom.fetch.follow import follow
from wireroom.models import Exchange, Outcome, Redirect

_IN_FULL = "what came whole is kept, and the feed will be asked for again in full soon"

Clock = Callable[[], datetime]

_LATER = "it will be tried again"


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask for: `feed_id` 0 for a document that belongs to no feed."""

    feed_id: int
    url: str
    conditional: Mapping[str, str] = field(default_factory=dict)  # If-None-Match, If-Modified-Since
    known_sha256: bytes | None = None  # of the body of last time
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)  # headers, for `home` alone
    home: str = ""  # an origin: https://bay.example
    may_ask: Callable[[str], None] = lambda url: None  # raises Failure for an address not to be asked

    def headers(self, url: str) -> dict[str, str]:
        """What to send to `url`, which may be a redirect's. Raises Failure where that must not be asked."""
        self.may_ask(url)
        return {**self.conditional, **(self.credentials if may_be_told(self.home, url) else {})}


def ask(client: Client, request: Request, *, clock: Clock) -> Exchange:
    """Ask once; never raises. No retry here: the next poll is the retry, and the publisher is spared."""
    begun = time.monotonic()
    trail: list[Redirect] = []
    exchange = Exchange(
        feed_id=request.feed_id,
        url=request.url,
        fetched_at=clock(),
        outcome=Outcome.CONNECTION_FAILED,
        conditional=bool(request.conditional),
    )
    try:
        client.begin()
        with follow(client, request.url, request.headers, trail) as response:
            exchange = _received(exchange, client, request, response)
    except Exception as error:  # feeds lie: whatever breaks is this feed's outcome, never the shard's
        failure = failure_of(error, host=_host(trail[-1].url if trail else request.url))
        exchange = replace(exchange, outcome=failure.outcome, detail=_words(failure, client))
    return replace(exchange, redirects=tuple(trail), elapsed_ms=round((time.monotonic() - begun) * 1000))


def _received(exchange: Exchange, client: Client, request: Request, response: requests.Response) -> Exchange:
    """The exchange with what the response says; reads the body of a 2xx only."""
    headers = _as_received(response)
    wait = retry_after(response.headers.items(), now=exchange.fetched_at)
    wall = wall_in_headers(headers)
    outcome, detail = outcome_of_status(
        response.status_code, conditional=exchange.conditional, wait=wait, wall=wall
    )
    exchange = replace(
        exchange,
        outcome=outcome,
        detail=detail,
        final_url=response.url,
        status=response.status_code,
        headers=headers,
        retry_after=wait,
    )
    if outcome is not Outcome.OK:
        client.discard(response)
        return exchange
    try:
        body = read_body(response, client.limits, host=_host(response.url), on_large=client.make_room)
    except Exception as error:  # as above, but here status and headers are worth keeping
        failure = failure_of(error, host=_host(response.url))
        return replace(exchange, outcome=failure.outcome, detail=_words(failure, client))
    sha256 = hashlib.sha256(body.data).digest()
    if sha256 == request.known_sha256:
        return replace(exchange, outcome=Outcome.UNCHANGED, body_sha256=sha256)
    if body.torn:
        exchange = replace(exchange, outcome=Outcome.TRUNCATED, detail=f"{body.torn}; {_IN_FULL}")
    return replace(exchange, body=body.data, body_sha256=sha256)


def _as_received(response: requests.Response) -> tuple[tuple[str, str], ...]:
    """In order: urllib3's own dictionary moves lines of the same name together."""
    message = getattr(response.raw, "_original_response", None)
    headers = response.raw.headers if message is None else message.headers
    return tuple((name, str(value)) for name, value in headers.items())


def _words(failure: Failure, client: Client) -> str:
    if failure.outcome is Outcome.TIMED_OUT and client.deadline.is_dripping:
        return f"the answer drips: under {client.limits.min_rate} bytes a second; it will be tried again."
    if failure.outcome is Outcome.TIMED_OUT and client.deadline.is_over:
        return f"no complete answer within {client.limits.total_timeout:g} s; it will be tried again."
    return failure.detail


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url[:100]
    except ValueError:
        return url[:100]


def outcome_of_status(
    status: int, *, conditional: bool, wait: timedelta | None, wall: str | None = None
) -> tuple[Outcome, str]:
    """The outcome and its words; OK for every 2xx. `wait`: what Retry-After asked for.

    `wall`: whose challenge the headers name, which the status says nothing about (202, 403, 429, 503).
    """
    if wall is not None and status != 304:
        return Outcome.BOT_WALL, f"{status}: {wall_in_words(wall)}"
    if 200 <= status < 300:
        return Outcome.OK, ""
    if status == 304:
        if conditional:
            return Outcome.NOT_MODIFIED, ""
        return Outcome.SERVER_ERROR, "304 Not Modified, though we did not ask whether it changed; " + _LATER
    if status == 429 or (status == 503 and wait is not None):
        return Outcome.RATE_LIMITED, f"{status}: the server asks us to come less often{_pause(wait)}"
    if status in _WORDS:
        return _WORDS[status]
    if 300 <= status < 400:
        return Outcome.SERVER_ERROR, f"{status}: a redirect that does not say where to; {_LATER}"
    if 400 <= status < 500:
        return Outcome.CLIENT_ERROR, f"{status}: the server refuses the request; check the feed's address"
    return Outcome.SERVER_ERROR, f"{status}: trouble at the server; {_LATER}"


_WORDS: dict[int, tuple[Outcome, str]] = {
    401: (Outcome.FORBIDDEN, "401: the feed wants a login"),
    402: (
        Outcome.PAYMENT_REQUIRED,
        "402: the publisher wants to be paid; make a contract and give its credentials, or remove the feed",
    ),
    # Some limiters answer 403 where they mean 429 (Reddit; FreshRSS#8928).
    403: (
        Outcome.FORBIDDEN,
        "403: the server does not let us in; set WIREROOM_CONTACT, or ask the publisher",
    ),
    404: (Outcome.NOT_FOUND, f"404: nothing at this address; {_LATER}, feeds often come back"),
    410: (
        Outcome.GONE,
        "410: the publisher says the feed is gone for good; remove it, or find its new address",
    ),
    451: (Outcome.FORBIDDEN, "451: withheld for legal reasons"),
    500: (Outcome.SERVER_ERROR, f"500: the server failed; {_LATER}"),
    503: (Outcome.SERVER_ERROR, f"503: the server is overloaded or under repair; {_LATER}"),
}


def _pause(wait: timedelta | None) -> str:
    return "" if wait is None else f", not before {int(wait.total_seconds()):,} s from now"
