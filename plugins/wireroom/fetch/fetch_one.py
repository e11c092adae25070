"""Make one request and return it as an Exchange; whatever goes wrong is its outcome."""

from __future__ import annotations

import hashlib
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import brotli
import requests
from requests.cookies import RequestsCookieJar

from wireroom.common.http_headers import retry_after
from wireroom.common.masking import shown_in_words
from wireroom.common.stand_ins.bot_walls import wall_in_headers, wall_in_page, wall_in_words
from wireroom.fetch.bodies.decoding import CutShortError, decoded
from wireroom.fetch.bodies.read_body import read_body
from wireroom.fetch.client import Client
from wireroom.fetch.feed_credentials import access_of, may_be_told
from wireroom.fetch.outcomes import Failure, failure_of, outcome_of_status
from wireroom.fetch.redirects import follow_redirects
from wireroom.models import Clock, Exchange, Feed, Outcome, Redirect
from wireroom.settings import Settings

_PAGE = 64 * 1024  # bytes read of the page that comes with a refusal
_IN_FULL = "what came whole is kept, and the feed will be asked for again in full soon"


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """What to request; `feed_id` is 0 for a document that belongs to no feed."""

    feed_id: int
    url: str
    conditional: Mapping[str, str] = field(default_factory=dict)  # If-None-Match, If-Modified-Since
    known_sha256: bytes | None = None  # of the last body
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)  # headers, sent to `home` only
    home: str = ""  # an origin: https://bay.example
    redirected: list[Redirect] | None = None  # followed so far: the last is requested, others are appended
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)  # by what is shown in place of each
    cookies: RequestsCookieJar | None = None  # set by the redirects so far
    may_ask: Callable[[str], None] = lambda url: None  # raises Failure for a URL that must not be asked

    def headers(self, url: str) -> dict[str, str]:
        """The headers for `url`, which may be a redirect's. Raises Failure if it must not be requested."""
        self.may_ask(url)
        return {**self.conditional, **(self.credentials if may_be_told(self.home, url) else {})}


def fetch_one(client: Client, request: FetchRequest, *, clock: Clock) -> Exchange:
    """Make the request. Never raises, and never retries: the next poll does, which spares the publisher."""
    begun = time.monotonic()
    trail = [] if request.redirected is None else request.redirected
    exchange = Exchange(
        feed_id=request.feed_id,
        url=request.url,
        fetched_at=clock(),
        outcome=Outcome.CONNECTION_FAILED,
        conditional=bool(request.conditional),
    )
    try:
        client.begin(request.cookies)
        with follow_redirects(client, request.url, request.headers, trail) as response:
            if trail:
                exchange = replace(exchange, redirects=tuple(trail))
            exchange = _received(exchange, client, request, response)
    except Exception as error:  # whatever breaks is the outcome of this feed, and must not end the shard
        failure = failure_of(error, host=_host(trail[-1].url if trail else request.url))
        exchange = replace(exchange, outcome=failure.outcome, detail=_words(failure, client))
    return replace(
        exchange,
        detail=shown_in_words(exchange.detail, request.secrets),
        redirects=tuple(trail),
        elapsed_ms=round((time.monotonic() - begun) * 1000),
    )


def fetch_for_feed(
    client: Client, feed: Feed, request: FetchRequest, settings: Settings, *, clock: Clock
) -> Exchange:
    """Make the request, in whose URL secrets are masked, with the feed's secrets filled in. Never raises.

    If a secret is not set on this machine, nothing is requested and the outcome is `secret_missing`.
    """
    url = request.url
    try:
        access = access_of(feed, url, settings)
    except Failure as failure:
        return Exchange(feed.id, url, clock(), failure.outcome, failure.detail)
    filled = replace(
        request,
        url=access.url,
        credentials=access.credentials,
        home=access.home,
        secrets=access.secrets,
    )
    return access.shown(fetch_one(client, filled, clock=clock), url)


def _received(
    exchange: Exchange, client: Client, request: FetchRequest, response: requests.Response
) -> Exchange:
    """`exchange`, completed from the response; only the body of a 2xx is kept."""
    headers = _as_received(response)
    wait = retry_after(headers, now=exchange.fetched_at)
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
        page = client.discard(response)
        if wall := _wall_in(page, response):  # 304 has no page
            # Being rate-limited takes precedence, even if a bot wall says so.
            if outcome is Outcome.RATE_LIMITED:
                detail = f"{detail}; {wall_in_words(wall)}"
            else:
                outcome, detail = outcome_of_status(
                    response.status_code, conditional=False, wait=wait, wall=wall
                )
        return replace(exchange, outcome=outcome, detail=_with_way(detail, exchange)) if detail else exchange
    try:
        body = read_body(response, client.limits, host=_host(response.url), on_large=client.make_room)
    except Exception as error:  # as in `fetch_one`, but status and headers are known here
        failure = failure_of(error, host=_host(response.url))
        return replace(exchange, outcome=failure.outcome, detail=_words(failure, client))
    sha256 = hashlib.sha256(body.data).digest()
    if sha256 == request.known_sha256:
        return replace(exchange, outcome=Outcome.UNCHANGED, body_sha256=sha256)
    if body.torn:
        exchange = replace(exchange, outcome=Outcome.TRUNCATED, detail=f"{body.torn}; {_IN_FULL}")
    return replace(exchange, body=body.data, body_sha256=sha256)


def _with_way(detail: str, exchange: Exchange) -> str:
    """`detail`, with the URL that a redirect led to, since the feed's own URL may be fine."""
    is_elsewhere = detail and exchange.redirects
    return f"{detail} (said at {exchange.final_url}, where the feed redirects to)" if is_elsewhere else detail


def _wall_in(page: bytes, response: requests.Response) -> str | None:
    """The bot protection service that sent the page, if it names itself there; many do so in no header."""
    start = b""
    with suppress(Failure, CutShortError, zlib.error, brotli.error):
        for piece in decoded(iter([page]), response.headers.get("Content-Encoding", "")):
            start += piece
            if len(start) >= _PAGE:
                break
    return wall_in_page(start, response.status_code)


def _as_received(response: requests.Response) -> tuple[tuple[str, str], ...]:
    """The headers in their original order; urllib3's own dictionary groups lines of the same name."""
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
        return urlsplit(url).hostname or url
    except ValueError:
        return url
