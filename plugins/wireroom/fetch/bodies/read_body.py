"""Read and decode the body of a response, within limits, and say if it is incomplete."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import brotli
import requests

from wireroom.fetch.bodies.decoding import CutShortError, codings, decoded
from wireroom.fetch.bodies.document_end import document_ends
from wireroom.fetch.bodies.large_bodies import UNLIMITED_UP_TO
from wireroom.fetch.outcomes import Failure, failure_of
from wireroom.models import Outcome
from wireroom.settings import FetchLimits

_PIECE = 64 * 1024  # bytes read from the socket at once
_RATIO_FROM = 1024 * 1024  # bytes; below it a high ratio harms nobody
_PARTIAL = 206
_RANGE = re.compile(r"\s*bytes\s+(\d{1,18})-(\d{1,18})/(\d{1,18}|\*)\s*\Z", re.IGNORECASE)
# Not gzip: after each of its members another may follow (RFC 1952 §2.2), and some servers send many.
_ENDS_ITSELF = frozenset({"deflate", "br"})
_HUNG_UP = frozenset({Outcome.CONNECTION_FAILED, Outcome.TLS_FAILED})


@dataclass(frozen=True, slots=True)
class Body:
    """The received body; `torn` says why it is incomplete, and is empty if it is complete."""

    data: bytes
    torn: str = ""


def read_body(
    response: requests.Response, limits: FetchLimits, *, host: str, on_large: Callable[[], None]
) -> Body:
    """Read the body without transfer and content coding.

    `on_large` is called whenever the body has grown beyond UNLIMITED_UP_TO. A body that ends early is
    returned as far as it came (docs/decisions/0053-what-shows-that-a-body-is-whole.md). Raises Failure:
    TOO_LARGE, DECOMPRESSION_BOMB, UNPARSABLE (damaged compression), SERVER_ERROR (a part from the middle);
    and what the transport raises if nothing came.
    """
    coding = response.headers.get("Content-Encoding", "")
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) > limits.max_bytes:
        raise _too_large(limits, f"it announces {int(announced):,} bytes")
    part = _part(response)
    has_mark = _has_mark(response, coding)
    body, torn = _read(response, coding, limits, host, on_large)
    if not torn and body and not has_mark and not document_ends(body):
        torn = f"{host} hung up before the end of the document"
    return Body(body, torn or part)


def _read(
    response: requests.Response, coding: str, limits: FetchLimits, host: str, on_large: Callable[[], None]
) -> tuple[bytes, str]:
    """The received body, and why it is incomplete; empty if nothing shows that."""
    received = _Counter(_pieces(response))
    body = bytearray()
    torn = ""
    try:
        for piece in decoded(received, coding):
            body += piece
            if len(body) > UNLIMITED_UP_TO:
                on_large()
            if len(body) > _RATIO_FROM and len(body) > limits.max_ratio * received.bytes:
                raise _bomb(len(body), received.bytes)
            if len(body) > limits.max_bytes or received.bytes > limits.max_bytes:
                raise _too_large(limits, "more was coming")
    except (zlib.error, brotli.error) as error:
        raise Failure(
            Outcome.UNPARSABLE,
            f"the body says it is {coding} but cannot be unpacked ({error}); the publisher must mend it",
        ) from error
    except CutShortError:
        torn = f"the {coding} body of {host} stops before its end"
    except Exception as error:
        failure = failure_of(error, host=host)
        if failure.outcome is Outcome.TIMED_OUT and body.strip():
            torn = f"{host} was too slow: the end of its answer had not come when its time was over"
        elif body and failure.outcome in _HUNG_UP:
            torn = f"{host} hung up in the middle of its answer"
        else:
            raise
    return bytes(body), torn


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """The body as it comes from the socket, so that what came before the server hung up is kept."""
    while piece := response.raw.read1(_PIECE, decode_content=False):
        yield piece


def _has_mark(response: requests.Response, coding: str) -> bool:
    """Whether the transfer or the coding shows where the body ends, so that a truncated one is noticed."""
    if response.status_code == _PARTIAL:
        found = _RANGE.match(response.headers.get("Content-Range", ""))
        return found is not None and found.group(3) != "*"
    raw = response.raw
    return raw.chunked or raw.length_remaining is not None or bool(_ENDS_ITSELF.intersection(codings(coding)))


def _part(response: requests.Response) -> str:
    """Why an unrequested 206 is not the whole document (RFC 9110 §15.3.7); else empty.

    Raises Failure (SERVER_ERROR) for a part that is not the beginning.
    """
    if response.status_code != _PARTIAL:
        return ""
    text = response.headers.get("Content-Range", "")
    found = _RANGE.match(text)
    if found is None:
        return ""
    first, last, size = found.groups()
    if int(first) > 0:
        raise Failure(
            Outcome.SERVER_ERROR,
            f"206: the server answers with a part from the middle ({text.strip()}) "
            "though we asked for the whole; it will be tried again",
        )
    return (
        ""
        if size == "*" or int(last) + 1 == int(size)
        else f"206: the server sent a part only ({text.strip()})"
    )


class _Counter:
    """Counts the received bytes."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = next(self._pieces)
        self.bytes += len(piece)
        return piece


def _bomb(unpacked: int, received: int) -> Failure:
    return Failure(
        Outcome.DECOMPRESSION_BOMB,
        f"{received:,} bytes unpacked to {unpacked:,} and more; no honest feed does that. Remove the feed.",
    )


def _too_large(limits: FetchLimits, found: str) -> Failure:
    return Failure(
        Outcome.TOO_LARGE,
        f"the document is over the limit of {limits.max_bytes:,} bytes ({found}); "
        "look for a shorter feed of the same publisher",
    )
