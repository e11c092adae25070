"""Decode the content coding of a body piece by piece.

Each decoder yields at most `SLICE` bytes at a time, so the caller can stop it: a gzip bomb of a gigabyte
costs one slice more than the limit. Each knows where its coding ends; urllib3's decoders do not report a
truncated body (docs/decisions/0053-what-shows-that-a-body-is-whole.md).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import brotli

from wireroom.fetch.outcomes import Failure
from wireroom.models import Outcome

SLICE = 256 * 1024
_MOST_CODINGS = 2  # RFC 9110 §8.4 sets no limit; nobody honest needs three
_GZIP = b"\x1f\x8b\x08"  # magic number and the one compression method

Pieces = Iterator[bytes]


class CutShortError(Exception):
    """The coded body stopped before the end of its coding; everything before that has been yielded."""


def decoded(pieces: Pieces, content_encoding: str) -> Pieces:
    """`pieces` with every coding of a Content-Encoding header undone, last first (RFC 9110 §8.4).

    Raises CutShortError at the end of a body whose coding has not ended; Failure (UNPARSABLE) for codings
    we did not ask for and cannot undo.
    """
    names = codings(content_encoding)
    if len(names) > _MOST_CODINGS:
        raise Failure(Outcome.UNPARSABLE, f"the body is packed {len(names)} times ({content_encoding})")
    for name in reversed(names):
        if name in _UNKNOWN:
            raise Failure(
                Outcome.UNPARSABLE, f"the server packed the body with {name}, which we did not ask for"
            )
        # Anything else (`utf-8`, `none`, `binary`) is a mistake of the publisher: the body is not coded.
        pieces = _DECODERS.get(name, _as_is)(pieces)
    return pieces


def codings(content_encoding: str) -> list[str]:
    """The names in a Content-Encoding header, in the order in which they were applied."""
    return [name for name in (part.strip().lower() for part in content_encoding.split(",")) if name]


class _Source:
    """Pieces of a body, whose next bytes can be peeked at and put back."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._held = b""

    def take(self) -> bytes:
        """The next piece; empty at the end."""
        held, self._held = self._held, b""
        return held or next((piece for piece in self._pieces if piece), b"")

    def put_back(self, data: bytes) -> None:
        self._held = data + self._held

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end: a piece may end between any two of them."""
        while len(self._held) < size:
            piece = next((piece for piece in self._pieces if piece), b"")
            if not piece:
                break
            self._held += piece
        return self._held[:size]

    def drain(self) -> None:
        """Read and discard the rest, so that the connection can be used again."""
        while self.take():
            pass


def _as_is(pieces: Pieces) -> Pieces:
    return pieces


def _gunzip(pieces: Pieces) -> Pieces:
    """Decode all members of a gzip body. What follows the last is dropped; what is not gzip is unchanged."""
    source = _Source(pieces)
    if source.peek(2) not in {_GZIP[:1], _GZIP[:2]}:
        while piece := source.take():
            yield piece
        return
    yield from _inflated(source, zlib.MAX_WBITS | 16)
    while _is_member(source.peek(4)):
        yield from _inflated(source, zlib.MAX_WBITS | 16)
    source.drain()  # padding or a comment, which browsers ignore too


def _is_member(head: bytes) -> bool:
    """Whether another member begins with `head`, of which less may have come (RFC 1952 §2.3.1)."""
    if len(head) <= len(_GZIP):
        return bool(head) and _GZIP.startswith(head)
    return head.startswith(_GZIP) and head[3:4] <= b"\x1f"  # the three highest flags are reserved


def _inflate(pieces: Pieces) -> Pieces:
    """Decode `deflate`: zlib by the standard, but raw deflate from some servers (RFC 9110 §8.4.1.2)."""
    source = _Source(pieces)
    head = source.peek(2)
    if not head:
        return
    is_zlib = head[0] & 0x0F == zlib.DEFLATED and int.from_bytes(head.ljust(2, b"\0"), "big") % 31 == 0
    yield from _inflated(source, zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
    source.drain()


def _inflated(source: _Source, wbits: int) -> Pieces:
    """Decode one zlib stream in slices; what follows it is put back."""
    inflater = zlib.decompressobj(wbits)
    data, more_waits = b"", False
    while not inflater.eof:
        if not data and not more_waits:
            data = source.take()
            if not data:
                raise CutShortError
        out = inflater.decompress(data, SLICE)
        data, more_waits = inflater.unconsumed_tail, len(out) == SLICE
        if out:
            yield out
    source.put_back(inflater.unused_data)


def _unbrotli(pieces: Pieces) -> Pieces:
    """Brotli (RFC 7932)."""
    decoder = brotli.Decompressor()
    source = _Source(pieces)
    if not source.peek(1):
        return
    out = b""
    while not decoder.is_finished():
        data = b""
        if not out and decoder.can_accept_more_data():  # else it has more output
            data = source.take()
            if not data:
                raise CutShortError
        out = decoder.process(data, output_buffer_limit=SLICE)
        if out:
            yield out
    source.drain()


_DECODERS: dict[str, Callable[[Pieces], Pieces]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
}
_UNKNOWN = frozenset({"zstd", "compress", "x-compress", "dcb", "dcz"})
