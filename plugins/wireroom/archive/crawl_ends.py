"""A WARC file read to its end in, the byte where it is broken out: what is cut off looks like the end."""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import IO

from wireroom.common.gzip_members import MAGIC, whole_until

_DEFLATED = b"\x08"  # the only way of packing that gzip has; a flag byte without its reserved bits follows
_RESERVED = 0xE0
_WARC = b"WARC/"
_BLANK = b"\r\n \t"
_MOST_HEAD = 1024 * 1024
_PIECE = 64 * 1024


def broken_from(stream: IO[bytes], begun: Collection[int], length: int) -> int | None:
    """The byte at which an incomplete gzip member, or what follows the last record, begins; None: whole.

    `begun`: where the last records begin as far as is known, at least one; `length`: of the last one's block.
    A file that is packed as one gzip member is read again for it, for only its end tells.
    """
    *before, last = begun
    begins = _read(stream, last, len(_WARC))
    if begins == _WARC:
        return _behind(stream, last, length)
    if begins.startswith(MAGIC):
        member = last
    elif _is_member(stream, 0):
        member = next((place for place in reversed(before) if _is_member(stream, place)), 0)
    else:
        return None
    whole, is_all = whole_until(stream, member)
    return None if is_all else whole


def _is_member(stream: IO[bytes], place: int) -> bool:
    head = _read(stream, place, 4)
    return len(head) == 4 and head.startswith(MAGIC + _DEFLATED) and not head[3] & _RESERVED


def _behind(stream: IO[bytes], last: int, length: int) -> int | None:
    """What is not packed: the last record where it is cut off, or what is not blank behind it."""
    stream.seek(last)
    at = last
    line = b"-"
    while line.strip():
        line = stream.readline(_MOST_HEAD)
        at += len(line)
    if not line:
        return last  # in its head
    at += length
    if stream.seek(0, io.SEEK_END) < at:
        return last
    stream.seek(at)
    while piece := stream.read(_PIECE):
        if rest := piece.lstrip(_BLANK):
            return at + len(piece) - len(rest)
        at += len(piece)
    return None


def _read(stream: IO[bytes], place: int, size: int) -> bytes:
    stream.seek(place)
    return stream.read(size)
