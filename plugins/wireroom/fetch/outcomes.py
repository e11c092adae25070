"""Translate an HTTP status or an exception into the outcome of a poll, with an explanation."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator
from datetime import timedelta

import requests
import urllib3

from wireroom.common.duration import write_duration
from wireroom.common.stand_ins.bot_walls import wall_in_words
from wireroom.common.text import one_line
from wireroom.models import Outcome

_BAD_URL = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    urllib3.exceptions.LocationParseError,
    UnicodeError,
)
_LATER = "It will be tried again."
_AGAIN = "it will be tried again"  # within a sentence


_OUT_OF_DATE = "The publisher must renew it, or this machine's clock is wrong."
_SIGNED_BY_WHOM = (
    "The publisher must send the whole chain; an authority of your own is made known by SSL_CERT_FILE."
)
_CERTIFICATES = {  # X509_V_ERR_… of OpenSSL
    **dict.fromkeys((9, 10), _OUT_OF_DATE),
    **dict.fromkeys((2, 18, 19, 20, 21), _SIGNED_BY_WHOM),
    **dict.fromkeys((62, 64), "It is another host's: correct the address, or tell the publisher."),
}


class Failure(Exception):  # noqa: N818 - named for the value it becomes; it never leaves this package
    """Ends a request early; `fetch` turns it into an Exchange with this outcome and detail."""

    def __init__(self, outcome: Outcome, why: str, *, advice: str = "") -> None:
        why = one_line(why)  # it may contain text of the server: no control characters or tags
        super().__init__(why)
        self.outcome = outcome
        self.why = why  # what happened
        self.detail = f"{why}; {advice}" if advice else why  # and what to do


def failure_of(error: Exception, *, host: str) -> Failure:
    """The Failure that `error` means; an unexpected error becomes CONNECTION_FAILED with its message."""
    chain = list(_causes(error))
    for reader in (_own, _tls, _timeout, _cut_short, _dropped, _no_http, _address):
        for cause in chain:
            failure = reader(cause, host)
            if failure is not None:
                return failure
    words = f"{type(error).__name__}: {error}"
    return Failure(Outcome.CONNECTION_FAILED, f"the request to {host} failed ({words}). {_LATER}")


def was_hung_up(error: Exception) -> bool:
    """Whether the server closed the connection before it answered."""
    gone = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)
    return any(isinstance(cause, gone) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that it wraps; urllib3 and requests put causes into args, reason and context."""
    todo, seen = [error], set[int]()
    while todo:
        current = todo.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        inner = (*current.args, getattr(current, "reason", None), current.__cause__, current.__context__)
        todo += [cause for cause in inner if isinstance(cause, BaseException)]


def _own(cause: BaseException, host: str) -> Failure | None:
    return cause if isinstance(cause, Failure) else None


def _tls(cause: BaseException, host: str) -> Failure | None:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Failure(
            Outcome.TLS_FAILED,
            f"the certificate of {host} is not valid: {cause.verify_message.rstrip('.')}. "
            + _CERTIFICATES.get(cause.verify_code, "The publisher must mend it."),
        )
    if isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Failure(Outcome.TLS_FAILED, f"{host} hung up during the TLS handshake. {_LATER}")
    if isinstance(cause, ssl.SSLError):
        return Failure(Outcome.TLS_FAILED, f"no TLS with {host}: {cause.reason or cause}. {_LATER}")
    return None


def _timeout(cause: BaseException, host: str) -> Failure | None:
    if isinstance(cause, TimeoutError | requests.Timeout | urllib3.exceptions.TimeoutError):
        return Failure(Outcome.TIMED_OUT, f"{host} stopped sending before the answer was complete. {_LATER}")
    return None


def _cut_short(cause: BaseException, host: str) -> Failure | None:
    if isinstance(cause, http.client.IncompleteRead):
        return Failure(Outcome.CONNECTION_FAILED, f"{host} hung up in the middle of its answer. {_LATER}")
    return None


def _dropped(cause: BaseException, host: str) -> Failure | None:
    if isinstance(cause, ConnectionResetError | BrokenPipeError | ConnectionAbortedError):
        return Failure(Outcome.CONNECTION_FAILED, f"{host} broke off the connection. {_LATER}")
    if isinstance(cause, http.client.RemoteDisconnected):
        return Failure(Outcome.CONNECTION_FAILED, f"{host} hung up without an answer. {_LATER}")
    return None


def _no_http(cause: BaseException, host: str) -> Failure | None:
    if isinstance(cause, http.client.HTTPException):
        words = f"{type(cause).__name__}: {cause}"
        return Failure(Outcome.CONNECTION_FAILED, f"{host} does not speak proper HTTP ({words}). {_LATER}")
    return None


def _address(cause: BaseException, host: str) -> Failure | None:
    if isinstance(cause, _BAD_URL):
        return Failure(Outcome.BAD_URL, f"the address cannot be used ({cause}); correct it")
    return None


def outcome_of_status(
    status: int, *, conditional: bool, wait: timedelta | None, wall: str | None = None
) -> tuple[Outcome, str]:
    """The outcome and its explanation; OK for every 2xx without a `wall`. `wait`: from Retry-After.

    `wall`: the bot protection service that the headers or the page name; the status does not show it (202,
    403, 429, 503).
    """
    if wall is not None and status != 304:
        return Outcome.BOT_WALL, f"{status}: {wall_in_words(wall)}"
    if 200 <= status < 300:
        return Outcome.OK, ""
    if status == 304:
        if conditional:
            return Outcome.NOT_MODIFIED, ""
        return Outcome.SERVER_ERROR, "304 Not Modified, though we did not ask whether it changed; " + _AGAIN
    if status == 429 or (status == 503 and wait is not None):
        return Outcome.RATE_LIMITED, f"{status}: the server asks us to come less often{_pause(wait)}"
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if 300 <= status < 400:
        return Outcome.SERVER_ERROR, f"{status}: no redirect that can be followed; {_AGAIN}"
    if 400 <= status < 500:
        return Outcome.CLIENT_ERROR, f"{status}: the server refuses the request; check the feed's address"
    return Outcome.SERVER_ERROR, f"{status}: trouble at the server; {_AGAIN}"


_BY_STATUS: dict[int, tuple[Outcome, str]] = {
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
    404: (Outcome.NOT_FOUND, f"404: nothing at this address; {_AGAIN}, feeds often come back"),
    410: (
        Outcome.GONE,
        "410: the publisher says the feed is gone for good; remove it, or find its new address",
    ),
    407: (Outcome.CLIENT_ERROR, "407: a proxy on the way wants a login; look at WIREROOM_PROXY"),
    408: (Outcome.SERVER_ERROR, f"408: the server gave up waiting for the request; {_AGAIN}"),
    412: (
        Outcome.CLIENT_ERROR,
        "412: the server refuses to be asked whether the feed has changed; it will be asked for all of it",
    ),
    420: (Outcome.RATE_LIMITED, "420: the server asks us to come less often"),  # old Twitter's 429
    451: (Outcome.FORBIDDEN, "451: withheld for legal reasons"),
    500: (Outcome.SERVER_ERROR, f"500: the server failed; {_AGAIN}"),
    503: (Outcome.SERVER_ERROR, f"503: the server is overloaded or under repair; {_AGAIN}"),
    999: (  # LinkedIn's
        Outcome.FORBIDDEN,
        "999: the server lets no machines in; set WIREROOM_CONTACT, or ask the publisher",
    ),
}


def _pause(wait: timedelta | None) -> str:
    if not wait:
        return ""
    seconds = int(wait.total_seconds())
    return f", not before {write_duration(wait) if seconds >= 3_600 else f'{seconds:,} s'} from now"
