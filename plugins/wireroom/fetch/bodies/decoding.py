"""Pieces of a coded body in, pieces of the body out, never more than a small slice at a time.

Each decoder gives at most `SLICE` bytes before whoever counts them can stop it: a gzip bomb of a
gigabyte costs us one slice more than the limit. Each knows where its coding ends: urllib3's decoders,
bounded too, give a torn body for a whole one (docs/decisions/0053-what-shows-that-a-body-is-whole.md).
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
    """The coded body stopped before its coding's own end; all that came before has been given."""


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
        # Anything else (`utf-8`, `none`, `binary`) is a slip of the publisher's: the body is as it is.
        pieces = _DECODERS.get(name, _as_is)(pieces)
    return pieces


def codings(content_encoding: str) -> list[str]:
    """The names in a Content-Encoding header, in the order in which they were applied."""
    return [name for name in (part.strip().lower() for part in content_encoding.split(",")) if name]


class _Source:
    """Pieces of which the first bytes can be looked at, and the rest of one put back."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._held = b""

    def take(self) -> bytes:
        """What comes next; empty at the end."""
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
        """Pass over the rest, so that the connection can be used again."""
        while self.take():
            pass


def _as_is(pieces: Pieces) -> Pieces:
    return pieces


def _gunzip(pieces: Pieces) -> Pieces:
    """Every member of a gzip file; what never was gzip as it is, what follows the last member not at all."""
    source = _Source(pieces)
    if source.peek(2) not in {_GZIP[:1], _GZIP[:2]}:
        while piece := source.take():
            yield piece
        return
    yield from _inflated(source, zlib.MAX_WBITS | 16)
    while _is_member(source.peek(4)):
        yield from _inflated(source, zlib.MAX_WBITS | 16)
    source.drain()  # padding or a remark: browsers pass over it too


def _is_member(head: bytes) -> bool:
    """True if a further member begins with `head`, or with as much of it as came (RFC 1952 §2.3.1)."""
    if len(head) <= len(_GZIP):
        return bool(head) and _GZIP.startswith(head)
    return head.startswith(_GZIP) and head[3:4] <= b"\x1f"  # the three highest flags are reserved


def _inflate(pieces: Pieces) -> Pieces:
    """`deflate` is zlib by the standard and raw deflate by some servers' habit (RFC 9110 §8.4.1.2)."""
    source = _Source(pieces)
    head = source.peek(2)
    if not head:
        return
    is_zlib = head[0] & 0x0F == zlib.DEFLATED and int.from_bytes(head.ljust(2, b"\0"), "big") % 31 == 0
    yield from _inflated(source, zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
    source.drain()


def _inflated(source: _Source, wbits: int) -> Pieces:
    """One stream of zlib's, in slices; what follows it is put back."""
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
        if not out and decoder.can_accept_more_data():  # else more waits inside
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
