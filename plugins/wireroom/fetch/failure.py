"""A failed step of a request in, the outcome it stands for out, in plain words."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator

import requests
import urllib3

from wireroom.models import Outcome

_BAD_URL = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    urllib3.exceptions.LocationParseError,
    UnicodeError,
)
_LATER = "It will be tried again."


class Failure(Exception):  # noqa: N818 - named for the value it becomes; it never leaves this package
    """Ends a request early; `fetch` turns it into an Exchange with this outcome and these words."""

    def __init__(self, outcome: Outcome, why: str, *, advice: str = "") -> None:
        super().__init__(why)
        self.outcome = outcome
        self.why = why  # what happened
        self.detail = f"{why}; {advice}" if advice else why  # and what to do


def failure_of(error: Exception, *, host: str) -> Failure:
    """What `error` means for the feed; an error nobody foresaw becomes CONNECTION_FAILED with its words."""
    chain = list(_causes(error))
    for reader in (_own, _tls, _timeout, _cut_short, _dropped, _no_http, _address):
        for cause in chain:
            failure = reader(cause, host)
            if failure is not None:
                return failure
    words = f"{type(error).__name__}: {error}"[:300]
    return Failure(Outcome.CONNECTION_FAILED, f"the request to {host} failed ({words}). {_LATER}")


def was_hung_up(error: Exception) -> bool:
    """True if the server ended the connection before it answered."""
    gone = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)
    return any(isinstance(cause, gone) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that it wraps: urllib3 and requests put causes into args, reason and context."""
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
            f"the certificate of {host} is not valid: {cause.verify_message}. The publisher must renew it, "
            "or this machine's clock is wrong.",
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
        words = f"{type(cause).__name__}: {cause}"[:200]
        return Failure(Outcome.CONNECTION_FAILED, f"{host} does not speak proper HTTP ({words}). {_LATER}")
    return None


def _address(cause: BaseException, host: str) -> Failure | None:
    if isinstance(cause, _BAD_URL):
        return Failure(Outcome.BAD_URL, f"the address cannot be used ({cause}); correct it")
    return None
