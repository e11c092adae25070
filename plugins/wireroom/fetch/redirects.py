"""Follow redirects to the final response, checking and recording every hop."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from urllib.parse import urldefrag, urlsplit

import requests

from wireroom.common.urls import join
from wireroom.fetch.client import Client
from wireroom.fetch.outcomes import Failure
from wireroom.models import Outcome, Redirect

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HIGHEST_PORT = 65535


def follow_redirects(
    client: Client, url: str, headers: Callable[[str], Mapping[str, str]], trail: list[Redirect]
) -> requests.Response:
    """GET `url` and the targets of its redirects, each with the headers that `headers` gives for it.

    Hops are appended to `trail` even if the next one fails. If it already has some, the last is requested.
    Raises Failure, or what requests raises.

    Whether a redirect becomes permanent is decided in `decide`: here each poll starts at the URL it is given
    (ViennaRSS#1546: a feed's URL replaced by that of a maintenance page).
    """
    seen = {(known, client.cookies) for known in (hop.url for hop in trail)}
    if trail:
        url = trail[-1].url
    while True:
        try:
            url = checked_url(url)
            seen.add((url, client.cookies))
            response = client.get(url, headers(url))
        except Failure as failure:
            raise _on_the_way(failure, trail[-1].url if trail else "") from failure
        location = response.headers.get("Location")
        if response.status_code not in _REDIRECTS or not location:
            return response
        client.discard(response)
        url = _target(url, location)
        trail.append(Redirect(response.status_code, url))
        if (url, client.cookies) in seen:
            raise Failure(Outcome.TOO_MANY_REDIRECTS, f"redirects go round in circles at {url}")
        if len(trail) > client.limits.max_redirects:
            raise Failure(
                Outcome.TOO_MANY_REDIRECTS,
                f"more than {client.limits.max_redirects} redirects, last to {url}",
            )


def _on_the_way(failure: Failure, to: str) -> Failure:
    """`failure` with advice for a redirect's target, if there is one: the feed's own URL may be fine."""
    if not to or failure.outcome not in (Outcome.BLOCKED_ADDRESS, Outcome.BAD_URL):
        return failure
    return Failure(
        failure.outcome,
        f"the feed redirects to {to}, and {failure.why}",
        advice="it was not followed there: tell the publisher, or find the feed's new address",
    )


def checked_url(url: str) -> str:
    """`url` without its fragment. Raises Failure (BAD_URL) unless it is http or https with a host."""
    if not url.isprintable() or " " in url:
        raise _bad(url, "it holds a space or a control character")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _bad(url, str(error)) from error
    if parts.scheme.lower() not in {"http", "https"}:
        raise _bad(url, f"{parts.scheme or 'no scheme'} is neither http nor https")
    if not parts.hostname:
        raise _bad(url, "it names no host")
    if port is not None and not 0 < port <= _HIGHEST_PORT:
        raise _bad(url, f"there is no port {port}")
    return urldefrag(url).url


def _target(base: str, location: str) -> str:
    """Location as an absolute URL; headers are decoded as Latin-1, URLs in them are UTF-8 (RFC 9110 §5.5)."""
    with contextlib.suppress(UnicodeError):  # really was Latin-1, or was decoded already
        location = location.encode("latin-1").decode("utf-8")
    target = join(base, location.strip().replace(" ", "%20"))
    if target is None:
        raise _on_the_way(_bad(location, "it names no host"), location)
    return target


def _bad(url: str, why: str) -> Failure:
    return Failure(Outcome.BAD_URL, f"{url!r} cannot be asked for: {why}", advice="correct the address")
