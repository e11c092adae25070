"""Pieces of a coded body in, pieces of the body out, never more than a small slice at a time.

Each decoder gives at most `SLICE` bytes before whoever counts them can stop it: a gzip bomb of a
gigabyte costs us one slice more than the limit.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

import brotli

from wireroom.fetch.failure import Failure
from wireroom.models import Outcome

SLICE = 256 * 1024
_MOST_CODINGS = 2  # RFC 9110 §8.4 sets no limit; nobody honest needs three

Pieces = Iterator[bytes]


def decoded(pieces: Pieces, content_encoding: str) -> Pieces:
    """`pieces` with every coding of a Content-Encoding header undone, last first (RFC 9110 §8.4).

    Raises Failure: UNPARSABLE for codings we did not ask for and cannot undo.
    """
    names = [name for name in (part.strip().lower() for part in content_encoding.split(",")) if name]
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


def _as_is(pieces: Pieces) -> Pieces:
    return pieces


def _gunzip(pieces: Pieces) -> Pieces:
    """Members of a gzip file (RFC 1952), one after another; bytes that never were gzip as they are."""
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    rest = b""
    begun = False
    for piece in pieces:
        rest += piece
        if not begun and len(rest) < 2:
            continue
        if not begun and not rest.startswith(b"\x1f\x8b"):
            yield rest
            yield from pieces
            return
        begun = True
        while rest:
            out = inflater.decompress(rest, SLICE)
            if out:
                yield out
            rest = inflater.unconsumed_tail
            if inflater.eof:
                rest = inflater.unused_data
                if not rest.startswith(b"\x1f\x8b"):
                    return  # padding after the last member
                inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    if not begun and rest:
        yield rest


def _inflate(pieces: Pieces) -> Pieces:
    """`deflate` is zlib by the standard and raw deflate by some servers' habit (RFC 9110 §8.4.1.2)."""
    inflater = None
    for piece in pieces:
        if inflater is None:
            if not piece:
                continue
            is_zlib = piece[0] & 0x0F == zlib.DEFLATED and piece[0] >> 4 <= 7
            inflater = zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
        rest = piece
        while rest:
            out = inflater.decompress(rest, SLICE)
            if out:
                yield out
            rest = inflater.unconsumed_tail
            if inflater.eof:
                return


def _unbrotli(pieces: Pieces) -> Pieces:
    """Brotli (RFC 7932)."""
    decoder = brotli.Decompressor()
    for piece in pieces:
        out = decoder.process(piece, output_buffer_limit=SLICE)
        while out:
            yield out
            if decoder.is_finished():
                return
            if decoder.can_accept_more_data():
                break
            out = decoder.process(b"", output_buffer_limit=SLICE)


_DECODERS: dict[str, Callable[[Pieces], Pieces]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
}
_UNKNOWN = frozenset({"zstd", "compress", "x-compress", "dcb", "dcz"})
