"""A response in, its decompressed body out, within the limits of bytes, ratio and time."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import brotli
import requests

from wireroom.fetch.decoding import decoded
from wireroom.fetch.failure import Failure
from wireroom.models import Outcome
from wireroom.settings import FetchLimits

_PIECE = 64 * 1024  # bytes asked of the socket at once
_RATIO_FROM = 1024 * 1024  # bytes; below it a high ratio harms nobody


def read_body(response: requests.Response, limits: FetchLimits) -> bytes:
    """The body as the publisher meant it: no transfer or content coding.

    Raises Failure: TOO_LARGE, DECOMPRESSION_BOMB, UNPARSABLE (damaged compression).
    """
    coding = response.headers.get("Content-Encoding", "")
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) > limits.max_bytes:
        raise _too_large(limits, f"it announces {int(announced):,} bytes")
    received = _Counter(response.raw.stream(_PIECE, decode_content=False))
    body = bytearray()
    try:
        for piece in decoded(received, coding):
            body += piece
            if len(body) > _RATIO_FROM and len(body) > limits.max_ratio * received.bytes:
                raise _bomb(len(body), received.bytes)
            if len(body) > limits.max_bytes:
                raise _too_large(limits, "more was coming")
    except (zlib.error, brotli.error) as error:
        raise Failure(
            Outcome.UNPARSABLE,
            f"the body says it is {coding} but cannot be unpacked ({error}); the publisher must mend it",
        ) from error
    return bytes(body)


class _Counter:
    """Counts the bytes received, as they pass."""

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
