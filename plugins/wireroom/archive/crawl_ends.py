"""Tell how a WARC file is compressed and at which byte it is broken, as a cut-off file looks whole."""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from typing import IO

from wireroom.common.gzip_members import MAGIC, Gunzipped, whole_until

_DEFLATED = b"\x08"  # the only way of packing that gzip has; a flag byte without its reserved bits follows
_RESERVED = 0xE0
_WARC = b"WARC/"
_BLANK = b"\r\n \t"
_OWN = re.compile(rb"\r?\nWARC-Type:[ \t]*warcinfo\b", re.I)
_MOST_OWN = (
    8  # records of the file itself before its first page: some have one for each file they are made of
)
_MOST_HEAD = 1024 * 1024
_PIECE = 64 * 1024
_LENGTH = re.compile(rb"\r?\nContent-Length:[ \t]*(\d{1,8})\r?\n", re.I)


def broken_from(stream: IO[bytes], begun: Collection[int], length: int) -> int | None:
    """The byte at which an incomplete gzip member, or damage after the last record, begins; None: no damage.

    `begun` has the starts of the last records (at least one), `length` the length of the last one's block.
    A member of several records is read again, as only its end shows damage; files packed as a whole are left
    to `Gunzipped`, since they would be read twice.
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


def is_packed_as_whole(stream: IO[bytes]) -> bool:
    """Whether gzip members do not match records: the first member goes on after its first record.

    If the first record only describes the file, the second decides: some crawlers pack it separately and the
    rest as one member. The stream is left at its start.
    """
    is_packed = _read(stream, 0, len(MAGIC)) == MAGIC
    stream.seek(0)
    is_whole, plain, begun = False, Gunzipped(stream), b""
    for _ in range(_MOST_OWN if is_packed else 0):
        member = plain.member
        head, blank, rest = _with_head(plain, begun).partition(b"\r\n\r\n")
        said = _LENGTH.search(head + blank)
        if not blank or not said:
            break
        is_whole, begun = _goes_on(plain, rest, int(said[1]), member)
        if is_whole or not _OWN.search(head):
            break
    stream.seek(0)
    return is_whole


def _with_head(plain: Gunzipped, begun: bytes) -> bytes:
    """`begun`, the start of a record, with more read until its head is complete."""
    while b"\r\n\r\n" not in begun and len(begun) < _PIECE and (piece := plain.read(_PIECE)):
        begun += piece
    return begun


def _goes_on(plain: Gunzipped, block: bytes, length: int, member: int) -> tuple[bool, bytes]:
    """Whether the member goes on after the block that begins with `block`, or ends within it.

    Otherwise also returns what was read of the next member.
    """
    left = length - len(block)
    while left > 0 and (piece := plain.read(min(left, _PIECE))):
        left -= len(piece)
    if left > 0 or plain.member > member:
        return True, b""
    behind = block[length:]
    while not behind.strip(_BLANK) and (piece := plain.read(_PIECE)):
        if plain.member > member:
            return False, piece
        behind = piece
    return bool(behind.strip(_BLANK)), b""


def _is_member(stream: IO[bytes], place: int) -> bool:
    head = _read(stream, place, 4)
    return len(head) == 4 and head.startswith(MAGIC + _DEFLATED) and not head[3] & _RESERVED


def _behind(stream: IO[bytes], last: int, length: int) -> int | None:
    """For a file that is not packed: start of the last record if it is cut off, or of damage after it, else
    None.
    """
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
